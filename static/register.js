// Lets what is open be read again without a connection, and has the page that says so in the language of this one.
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/offline.js");
  navigator.serviceWorker.ready.then((here) => here.active.postMessage(document.documentElement.lang));
}
