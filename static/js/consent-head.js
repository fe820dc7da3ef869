(window.consentState=function(){
var h=document.documentElement,n=navigator,t,s={},o="decided",
m=RegExp("(?:^|; )"+(location.protocol=="https:"?"__Host-":"")+"consent=1\\.(\\d{4})(\\d\\d)(\\d\\d)((\\.[a-z]\\w{0,23}:[1-9]\\d{0,4}:[yn]){1,12})(;|$)").exec(document.cookie);
if(m){t=(Date.now()-Date.UTC(m[1],m[2]-1,m[3]))/864e5;if(t<-1||t>=185)m=0}
(h.dataset.consentPurposes||"").replace(/(\w+):(\d+)/g,function(_,p,v){
var a=m&&RegExp("\\."+p+":(\\d+):(.)").exec(m[4]);
if(!a||a[2]=="y"&&+a[1]<v)s[p]=o=n.globalPrivacyControl===!0||n.doNotTrack==1?"signal":"ask";
else s[p]=a[2]=="n"?"refused":a[1]==v?"accepted":"stale"});
h.dataset.consent=o;
return s})()
