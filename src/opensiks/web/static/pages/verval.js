// The verval list: "Cari juga nama anggota" asks the server, which knows every member of every family.
"use strict";
document.addEventListener("click", (e) => {
  if (e.target.closest("[data-cari-anggota]")) document.querySelector(".cari-form").requestSubmit();
});
