/** Of the report: readable on paper, in light, in dark and with forced colours, without a script. */
export const style = `
:root{color-scheme:light dark;--text:#1f2328;--quiet:#59636e;--page:#fff;--field:#f6f8fa;--edge:#d1d9e0;--link:#0757b8;--blocker:#b3131f;--error:#b35900;--warning:#7a5f00;--info:#0757b8;--good:#176f2c}
@media screen and (prefers-color-scheme:dark){:root{--text:#e6edf3;--quiet:#9ba6b2;--page:#0f1318;--field:#181e26;--edge:#333c47;--link:#6cb0ff;--blocker:#ff7b78;--error:#ffa657;--warning:#e3c04b;--info:#6cb0ff;--good:#5fcf74}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
article{max-width:64rem;margin:0 auto;padding:1.5rem 1.25rem 3rem}
h1{margin:0 0 .75rem;font-size:1.6rem;line-height:1.25;overflow-wrap:anywhere}
h2{margin:2.25rem 0 .75rem;padding-bottom:.25rem;border-bottom:1px solid var(--edge);font-size:1.25rem}
h3{margin:1.25rem 0 .25rem;font-size:1rem;overflow-wrap:anywhere}
p{margin:.4rem 0}
a{color:var(--link);text-decoration:underline}
ul{margin:.4rem 0;padding-left:1.25rem}
li{margin:.3rem 0;overflow-wrap:anywhere}
code,pre{font:.86em/1.45 ui-monospace,SFMono-Regular,Consolas,"Liberation Mono",monospace}
code{padding:.1em .3em;border-radius:3px;background:var(--field);overflow-wrap:anywhere}
pre{margin:.3rem 0;padding:.45rem .6rem;border-left:3px solid var(--edge);background:var(--field);white-space:pre-wrap;overflow-wrap:anywhere}
table{border-collapse:collapse;font-size:.92em}
th,td{padding:.3rem .6rem;border-bottom:1px solid var(--edge);text-align:left;vertical-align:top;overflow-wrap:break-word}
thead th{border-bottom-width:2px}
.facts th{min-width:10rem;color:var(--quiet);font-weight:500}
.wide{margin:.5rem 0;overflow-x:auto}
.wide thead th,.wide td:first-child>code:only-child{overflow-wrap:break-word}
.quiet,figcaption,footer,.fix{color:var(--quiet)}
.verdict{margin:0 0 1rem;padding:.75rem 1rem;border:2px solid currentcolor;border-left-width:.6rem;border-radius:4px;font-size:1.25rem;font-weight:700}
.verdict small{display:block;color:var(--text);font-size:.9rem;font-weight:400}
.no-go,.cannot-judge,.blocker{color:var(--blocker)}
.conditions,.error{color:var(--error)}
.go{color:var(--good)}
.warning{color:var(--warning)}
.info{color:var(--info)}
.tag{padding:0 .4em;border:1px solid currentcolor;border-radius:3px;font-size:.8em;font-weight:600;white-space:nowrap}
.blank{display:inline-block;min-width:14rem;border-bottom:1px dotted var(--quiet);color:var(--quiet)}
.checks{padding-left:0;list-style:none}
.checks li{padding-left:1.7rem;position:relative}
.checks li::before{content:"";position:absolute;left:.1rem;top:.3em;width:.9em;height:.9em;border:1.5px solid currentcolor;border-radius:2px}
.findings{padding-left:0;list-style:none}
.findings li{margin:.6rem 0}
details{margin:.5rem 0;border:1px solid var(--edge);border-radius:4px}
summary{padding:.35rem .7rem;cursor:pointer;overflow-wrap:anywhere}
summary:focus-visible{outline:2px solid var(--link);outline-offset:2px}
details>:not(summary){margin-left:.7rem;margin-right:.7rem}
nav ul{padding:0;list-style:none;columns:16rem}
figure{margin:1rem 0}figcaption{margin-top:.25rem;font-size:.9em}
svg{display:block;max-width:100%;height:auto}
svg text{fill:var(--text);font:12px system-ui,sans-serif;paint-order:stroke;stroke:var(--page);stroke-width:3px}
rect{fill:var(--edge)}
rect.blocker{fill:var(--blocker)}rect.error{fill:var(--error)}rect.warning{fill:var(--warning)}rect.info{fill:var(--info)}
rect.state-satisfied,rect.runs{fill:var(--good)}rect.state-loose{fill:var(--warning)}rect.state-vulnerable{fill:var(--error)}rect.state-unsatisfied,rect.state-missing,rect.down{fill:var(--blocker)}rect.state-unknown{fill:var(--edge)}rect.state-elsewhere,rect.state-exempt{fill:none;stroke:var(--edge)}
rect.scale{fill:var(--field);stroke:var(--edge)}rect.risk-low{fill:var(--info)}rect.risk-medium{fill:var(--error)}rect.risk-high{fill:var(--blocker)}
rect.return{fill:none;stroke:var(--text);stroke-dasharray:3 2}
rect.back{fill:var(--info)}rect.spare{fill:var(--edge)}
line{stroke:var(--text);stroke-width:1.5}line.cross{stroke:var(--page)}line.return{stroke-dasharray:5 3}
footer{margin-top:2rem;padding-top:.5rem;border-top:1px solid var(--edge);font-size:.85rem}
@media (forced-colors:active){.tag,.verdict,rect{border-color:CanvasText;forced-color-adjust:none}.verdict,.tag{color:CanvasText}rect{stroke:CanvasText;stroke-width:1}line.cross{stroke:CanvasText}svg text{fill:CanvasText;stroke:none}}
@media (max-width:40rem){.facts th,.blank{min-width:0}}
@media print{:root{color-scheme:light}body{font-size:10pt;background:#fff;color:#000}article{max-width:none;padding:0}nav{display:none}#summary{break-after:page}h2,h3{break-after:avoid}li,tr{break-inside:avoid}.wide{overflow:visible}a{color:inherit;text-decoration:none}details{border:0}summary{padding:.3rem 0;list-style:none;font-weight:600}details>:not(summary){margin-left:0;margin-right:0}details::details-content{content-visibility:visible;height:auto}}
`;
