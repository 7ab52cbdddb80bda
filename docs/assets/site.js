// What the theme leaves out for those who hear a page or use no mouse: a name for its search, and a way for the keyboard
// into tables that are wider than the window.
window.addEventListener("load", () => {
  const search = document.querySelector(".md-search");
  search?.setAttribute("aria-label", search.querySelector("input").placeholder);
  for (const table of document.querySelectorAll(".md-typeset__scrollwrap")) {
    table.tabIndex = 0;
  }
});
