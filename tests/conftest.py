"""What all tests share: real servers come from the fixture modules beside this file."""

pytest_plugins = ["valkey_fixture", "elasticsearch_fixture"]
