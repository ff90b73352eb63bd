"""Feeds in every format, with what makes an entry hard to tell apart; each has several entries."""

# ruff: noqa: E501 - lines as sites write them

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Le Guet</title><link>https://guet.example/</link><ttl>15</ttl>
<skipHours><hour>1</hour><hour>24</hour></skipHours><skipDays><day>Sunday</day></skipDays>
<item><title>Un convoi à Gao</title><link>/gao</link><guid isPermaLink="false">g1</guid>
<pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate><description>&lt;p&gt;Le convoi est parti.&lt;/p&gt;</description></item>
<item><title><![CDATA[Un <item> dans le titre]]></title><link>https://guet.example/cdata</link><guid>g2</guid>
<content:encoded><![CDATA[<p>Ce texte dit </item> et <item>.</p>]]></content:encoded></item>
<!-- <item><title>Un brouillon</title></item> -->
<item><title>Étrangeté : l&#8217;espace</title><link>//guet.example/espace</link><dc:creator>A. Sy</dc:creator>
<media:group><media:content url="https://guet.example/1.jpg"/></media:group></item>
<item>
<title>Sans lien</title><guid isPermaLink="false">g4</guid><description>Rien qu'un texte.</description>
</item>
</channel></rss>"""

ATOM = """<?xml version='1.0'?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://veille.example/"><title>La Veille</title>
<entry><id>tag:a</id><title type="html">L&amp;#39;Otan</title><link href="a"/><updated>2026-11-23T08:00:00Z</updated>
<source><title>Autre fil</title></source></entry>
<entry xml:lang="fr"><id>tag:b</id><title>Bamako</title><link href="b" rel="alternate"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Un texte.</p></div></content></entry>
<entry><id>tag:c</id><title>Chypre</title><link href="c"/><summary>Bref.</summary></entry>
</feed>"""

RDF = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel rdf:about="https://rdf.example/"><title>Fil RDF</title><sy:updatePeriod>daily</sy:updatePeriod>
<sy:updateFrequency>4</sy:updateFrequency>
<items><rdf:Seq><rdf:li rdf:resource="https://rdf.example/1"/></rdf:Seq></items></channel>
<item rdf:about="https://rdf.example/1"><title>Une</title><link>https://rdf.example/1</link></item>
<item rdf:about="https://rdf.example/2"><title>Deux</title><link>https://rdf.example/2</link></item>
</rdf:RDF>"""

LATIN = '<?xml version="1.0" encoding="iso-8859-1"?><rss version="0.91"><channel><title>Été</title>{}</channel></rss>'.format(
    "".join(
        f"<item><title>Éclair n° {n}</title><link>https://ete.example/{n}</link></item>" for n in range(3)
    )
)

CUTTABLE = {
    "rss": RSS.encode(),
    "atom": ATOM.encode(),
    "rdf": RDF.encode(),
    "latin": LATIN.encode("iso-8859-1"),
    "bom": b"\xef\xbb\xbf" + ATOM.encode(),
}

UNSAFE = {
    "broken": RSS.replace("</item>\n<!--", "\n<!--").encode(),
    "truncated": RSS.encode()[:900],
    "nested": b"<rss version='2.0'><channel><item><title>A</title><item><title>B</title></item></item></channel></rss>",
    "mislabelled": RSS.encode().replace("Étrangeté".encode(), b"\xc9tranget\xe9"),
    "undefined entity": RSS.replace("parti", "parti&nbsp;!").replace("&lt;p&gt;Le", "L&eacute;").encode(),
    "utf-16": RSS.encode("utf-16"),
    "leading blank": b"\n" + RSS.encode(),
    "empty": b"<rss version='2.0'><channel><title>Vide</title></channel></rss>",
}
