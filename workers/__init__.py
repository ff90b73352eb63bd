"""Beffroi: feeds -> entries -> pages -> articles -> findings -> index and alerts.

Read on in `pipeline.py`: one method a step, and the table of the whole flow.
"""
