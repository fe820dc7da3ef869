"""Markup that tries to run, load or pretend something; "␤" stands for a line end inside a line."""

SCRIPTS = """
<script>alert(1)</script>
<SCRIPT SRC=//evil.example/x.js></SCRIPT>
<scr<script>ipt>alert(1)</scr</script>ipt>
<script/x>alert(1)</script >
<script␤>alert(1)
<<script>alert(1);//<</script>
<script>alert(1)<!--
</script><script>alert(1)</script>
<p><script>document.write('<img src=x onerror=alert(1)>')</script>
<noscript><p title="</noscript><img src=x onerror=alert(1)>">
<template><script>alert(1)</script></template>
<frameset onload=alert(1)>
<body onload=alert(1)>
<html onmouseover=alert(1)>
<head><base href="javascript:/a/-alert(1)///////">
"""

HANDLERS = """
<img src=x onerror=alert(1)>
<img src=x onerror="alert(1)"
<img/src=x/onerror=alert(1)>
<img src="/admin/media/picture/1/file/" onerror="alert(1)">
<img src="/admin/media/picture/1/file/" onload=alert(1)>
<IMG \"\"\"><SCRIPT>alert(1)</SCRIPT>">
<p onclick=alert(1)>x</p>
<p ONMOUSEOVER="alert(1)">x</p>
<p onclick\x0b=alert(1)>x</p>
<strong onfocus=alert(1) tabindex=1 autofocus>x</strong>
<a href="/x/" onclick="alert(1)">x</a>
<a href=# onmouseover=alert(1)//>x</a>
<span lang="yo" onpointerenter=alert(1)>x</span>
<li onanimationstart=alert(1) style="animation-name:x">x</li>
<blockquote onscroll=alert(1)>x</blockquote>
<figure ontransitionend=alert(1)>x</figure>
<details open ontoggle=alert(1)>x</details>
<marquee onstart=alert(1)>x</marquee>
<input autofocus onfocus=alert(1)>
<select autofocus onfocus=alert(1)><option>x</select>
<textarea autofocus onfocus=alert(1)>x</textarea>
<button onclick=alert(1)>x</button>
<video src=x onerror=alert(1)></video>
<video><source onerror="alert(1)"></video>
<audio src=x onerror=alert(1)>
<h2 onbeforematch=alert(1) hidden=until-found>x</h2>
<ol start="1" oncontentvisibilityautostatechange=alert(1) style=display:block;content-visibility:auto>
<hr onfocusin=alert(1) contenteditable>
<xss onclick=alert(1) id=x tabindex=1>x</xss>
<p popover ontoggle=alert(1)>x</p>
"""

ADDRESSES = """
<a href="javascript:alert(1)">x</a>
<a href="JaVaScRiPt:alert(1)">x</a>
<a href=" javascript:alert(1)">x</a>
<a href="java\tscript:alert(1)">x</a>
<a href="java␤script:alert(1)">x</a>
<a href="java&#10;script:alert(1)">x</a>
<a href="java&Tab;script:alert(1)">x</a>
<a href="java&NewLine;script&colon;alert(1)">x</a>
<a href="&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)">x</a>
<a href="&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1)">x</a>
<a href="\x01javascript:alert(1)">x</a>
<a href="&#1;javascript:alert(1)">x</a>
<a href="\x00javascript:alert(1)">x</a>
<a href="java\x00script:alert(1)">x</a>
<a href="\u00a0javascript:alert(1)">x</a>
<a href="javascript\u200b:alert(1)">x</a>
<a href="\ufeffjavascript:alert(1)">x</a>
<a href=javascript:alert(1)>x</a>
<a href='javascript:alert("1")'>x</a>
<a href="vbscript:msgbox(1)">x</a>
<a href="livescript:alert(1)">x</a>
<a href="data:text/html,<script>alert(1)</script>">x</a>
<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">x</a>
<a href="DATA:text/html,x">x</a>
<a href="blob:https://evil.example/x">x</a>
<a href="file:///etc/passwd">x</a>
<a href="filesystem:http://evil.example/x">x</a>
<a href="ftp://evil.example/">x</a>
<a href="view-source:javascript:alert(1)">x</a>
<a href="feed:javascript:alert(1)">x</a>
<a xlink:href="javascript:alert(1)">x</a>
<a href="/x/" ping="https://evil.example/">x</a>
<a href="/x/" download target=_blank rel=opener>x</a>
<img src="javascript:alert(1)">
<img src="data:image/svg+xml,<svg onload=alert(1)>">
<img src="https://evil.example/pixel.gif">
<img src="//evil.example/pixel.gif">
<img src="/media/other.jpg">
<img src="/admin/media/picture/1/delete/">
<img src="/admin/media/picture/1/file/../../../logout/">
<img src="/admin/media/picture/1/file/?next=//evil.example">
<img src="/admin/media/picture/-1/file/">
<img src="/admin/media/picture/١/file/">
<img src="/admin/media/picture/1/file/␤">
<img srcset="https://evil.example/x 1x">
<img src="/admin/media/picture/1/file/" usemap=#x ismap longdesc=//evil.example>
<img lowsrc="javascript:alert(1)" dynsrc="javascript:alert(1)">
"""

EMBEDDED = """
<iframe src="javascript:alert(1)"></iframe>
<iframe srcdoc="<script>alert(1)</script>"></iframe>
<object data="javascript:alert(1)"></object>
<object type="text/x-scriptlet" data="//evil.example/x.html"></object>
<embed src="javascript:alert(1)">
<applet code=x></applet>
<form action="javascript:alert(1)"><input type=submit value=x></form>
<form><button formaction="javascript:alert(1)">x</button></form>
<form id=x></form><button form=x formaction="javascript:alert(1)">x</button>
<isindex type=image src=1 onerror=alert(1)>
<meta http-equiv="refresh" content="0;url=javascript:alert(1)">
<link rel=stylesheet href="javascript:alert(1)">
<link rel=import href="data:text/html,<script>alert(1)</script>">
<base href="//evil.example/">
<style>@import "//evil.example/x.css";</style>
<style>*{background:url("javascript:alert(1)")}</style>
<p style="background:url(javascript:alert(1))">x</p>
<p style="position:fixed;inset:0;z-index:9999">x</p>
<p style="width:expression(alert(1))">x</p>
<div style="behavior:url(#x)">x</div>
<table background="javascript:alert(1)"><tr><td background="javascript:alert(1)">x
<p id="body" class="consent" name="cookie">x</p>
<img name="getElementById" src=x>
<portal src="javascript:alert(1)"></portal>
<dialog open>x</dialog>
<slot name=x></slot><template shadowrootmode=open><script>alert(1)</script></template>
<?xml-stylesheet href="javascript:alert(1)"?>
<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>&x;
<!--[if gte IE 4]><script>alert(1)</script><![endif]-->
<![CDATA[<script>alert(1)</script>]]>
<!--><img src=x onerror=alert(1)>-->
<!--!><img src=x onerror=alert(1)>-->
<%<script>alert(1)</script>%>
{{ 7*7 }}{% load x %}<script>alert(1)</script>
"""

MUTATIONS = """
<svg onload=alert(1)>
<svg/onload=alert(1)//
<svg><script>alert&#40;1&#41;</script></svg>
<svg><a xlink:href="javascript:alert(1)"><text x=20 y=20>x</text></a></svg>
<svg><animate onbegin=alert(1) attributeName=x dur=1s>
<svg><set attributeName=href to=javascript:alert(1)>
<svg><foreignObject><iframe srcdoc="<script>alert(1)</script>"></foreignObject></svg>
<svg><use href="data:image/svg+xml,<svg id=x onload=alert(1)>#x"></svg>
<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">
<svg><style><img src=x onerror=alert(1)></style></svg>
<svg><title><style><img src=x onerror=alert(1)></style></title></svg>
<svg><desc><noscript><img src=x onerror=alert(1)></noscript></desc></svg>
<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">
<math><mi//xlink:href="data:x,<script>alert(1)</script>">
<math href="javascript:alert(1)">x</math>
<math><annotation-xml encoding="text/html"><script>alert(1)</script></annotation-xml></math>
<math><maction actiontype="statusline" xlink:href="javascript:alert(1)">x</maction></math>
<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img onerror=alert(1) src>">
<noembed><img src="</noembed><iframe onload=alert(1)>" /></noembed>
<noframes><p title="</noframes><img src=x onerror=alert(1)>">
<xmp><p title="</xmp><img src=x onerror=alert(1)>">
<title><p title="</title><img src=x onerror=alert(1)>">
<textarea><p title="</textarea><img src=x onerror=alert(1)>">
<plaintext><img src=x onerror=alert(1)>
<listing>&lt;img src=x onerror=alert(1)&gt;</listing>
<p>&lt;img src=x onerror=alert(1)&gt;</p>
<p>&amp;lt;script&amp;gt;alert(1)</p>
<img src="/admin/media/picture/1/file/" alt="&quot;&gt;&lt;img src=x onerror=alert(1)&gt;">
<img src="/admin/media/picture/1/file/" alt="` onerror=alert(1) `">
<img src="/admin/media/picture/1/file/" alt='"><script>alert(1)</script>'>
<img src="/admin/media/picture/1/file/" alt="</figure><script>alert(1)</script>">
<a href="/x/?&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">x</a>
<a href="https://x.example/"onclick="alert(1)">x</a>
<span lang='yo"><script>alert(1)</script>'>x</span>
<p lang="&quot; onclick=alert(1) x=&quot;" dir="&quot;&gt;&lt;script&gt;">x</p>
<p dir=rtl&#32;onclick=alert(1)>x</p>
<ol start="1&quot; onclick=&quot;alert(1)"><li>x</ol>
<ol start="javascript:alert(1)"><li>x</ol>
<figure><img src=x onerror=alert(1)><figcaption><script>alert(1)</script>x</figcaption></figure>
<ul><li><svg><li onload=alert(1)>x</ul>
<a><b><a href="javascript:alert(1)"><table><a href="javascript:alert(1)">x</table></b></a>
<table><script>alert(1)</script><tr><td onclick=alert(1)>x
<select><template><img src=x onerror=alert(1)></template></select>
<p>\u0338<img src=x onerror=alert(1)></p>
<\u0338script>alert(1)</script>
＜script＞alert(1)＜/script＞
<ſcript>alert(1)</ſcript>
<a href="ja\u0307vascript:alert(1)">x</a>
\ud83d<script>alert(1)</script>
<p\x00><scr\x00ipt>alert(1)</scr\x00ipt></p>
<img src=x on\x00error=alert(1)>
<a\x0chref="javascript:alert(1)">x</a>
<a/href/=javascript:alert(1)>x</a>
"""

INSERTS = """
<aside class="pull-quote" onclick=alert(1)><p onfocus=alert(1) tabindex=0>x</p></aside>
<aside class="pull-quote admin"><script>alert(1)</script>x</aside>
<aside class="pull-quote" style="position:fixed;inset:0;background:url(//evil.example/x)"><p>x</p></aside>
<table onclick=alert(1) style="position:fixed"><tr><td>x</table>
<table><caption onclick=alert(1)><a href="javascript:alert(1)">x</a></caption><tr><td>x</table>
<table><thead><tr><th scope="javascript:alert(1)" onmouseover=alert(1)>x<td><svg onload=alert(1)></table>
<table><tr><td colspan="9999999999" rowspan="-1">x<td colspan='"><script>alert(1)</script>'>y</table>
<table><colgroup><col onclick=alert(1)></colgroup><tr><td><iframe src="//evil.example"></iframe>x</table>
<table><tr><td><table><tr><td onclick=alert(1)>x</td></tr></table></td><td>y</td></tr></table>
<table><tr><th abbr="<img src=x onerror=alert(1)>">x<td headers="x" formaction="javascript:alert(1)">y</table>
<figure data-gallery onclick=alert(1)><img src="/admin/media/picture/1/file/" onload=alert(1)><img src=//x></figure>
<figure data-gallery="&quot; onclick=alert(1)"><figure><img src="/admin/media/picture/1/file/"></figure></figure>
<figure data-file="1 onclick=alert(1)"></figure>
<figure data-file="../../etc/passwd"></figure>
<figure data-file="1" onclick=alert(1)><figcaption><script>alert(1)</script>x</figcaption></figure>
<figure data-audio="javascript:alert(1)"></figure>
<figure data-audio="1"><audio src=x onerror=alert(1) autoplay></audio><figcaption onclick=alert(1)>x
<figure data-embed="javascript:alert(1)"><figcaption>x</figcaption></figure>
<figure data-embed="https://youtu.be/x&quot; onload=&quot;alert(1)"></figure>
<figure data-embed="https://youtu.be/&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"></figure>
<figure data-embed='https://www.youtube.com/watch?v=abcdefghijk"><script>alert(1)</script>'></figure>
<figure data-embed="data:text/html,<script>alert(1)</script>"></figure>
<figure data-embed="//evil.example/x"></figure>
<figure data-embed="https:evil.example"></figure>
<figure data-embed="https://www.youtube.com@evil.example/watch?v=abcdefghijk"></figure>
<figure data-embed="https://www.youtube.com\\@evil.example/"></figure>
<figure data-embed="https://www.you​tube.com/watch?v=abcdefghijk"></figure>
<figure data-embed="https://youtu.be/abc␤defghijk" data-frame="https://evil.example" data-module="embed"></figure>
<figure data-embed="https://youtu.be/abcdefghijk" srcdoc="<script>alert(1)</script>"><iframe src="https://evil.example"></iframe></figure>
"""

HOSTILE = [
    line.replace("␤", "\n")
    for block in (SCRIPTS, HANDLERS, ADDRESSES, EMBEDDED, MUTATIONS, INSERTS)
    for line in block.strip("\n").split("\n")
]
