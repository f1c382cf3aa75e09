// Buttons that fill a field with what stands beside them.
"use strict";
document.addEventListener("click", (e) => {
  const tombol = e.target.closest("[data-isi-ke]");
  if (!tombol) return;
  const isian = document.querySelector(tombol.dataset.isiKe);
  isian.value = tombol.dataset.isi;
  isian.focus();
});
