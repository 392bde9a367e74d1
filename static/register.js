// Lets what is open be read again without a connection.
if ("serviceWorker" in navigator) navigator.serviceWorker.register("/offline.js");
