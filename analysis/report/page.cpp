#include "analysis/report/page.hpp"

#include "analysis/report/html.hpp"
#include "analysis/web/files.hpp"
#include "analysis/web/vega.hpp"
#include "heed/core/version.hpp"

#include <fmt/format.h>

namespace heed::analysis {
namespace {

/// A script as it stands in a page; of what ends a script only `</script` can, and minified code has none.
void add_script(std::string& out, std::string_view code) {
  out += "<script>\n";
  out += code;
  out += "\n</script>\n";
}

std::string head(const Page& page) {
  return fmt::format(R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:">
<meta name="generator" content="heed {}">
<title>{}</title>
<style>
)",
                     escaped(version()), escaped(page.title));
}

std::string header(const Page& page) {
  std::string out = fmt::format(
      "<a class=\"skip\" href=\"#content\">Skip to the content</a>\n<header>\n<p class=\"what\">{}</p>\n"
      "<h1>{}</h1>\n<p class=\"lead\">{}</p>\n<nav aria-label=\"Sections\">\n",
      escaped(page.what), escaped(page.title), escaped(page.lead));
  for (const Section& section : page.sections)
    if (!section.empty())
      out += fmt::format("<a href=\"#{}\">{}</a>\n", section.id, escaped(section.heading));
  return out +
         "<button type=\"button\" id=\"theme\" aria-pressed=\"false\" hidden>Light or dark</button>\n"
         "</nav>\n</header>\n";
}

void add_section(std::string& out, const Section& section) {
  out += fmt::format(
      "<section id=\"{0}\" aria-labelledby=\"{0}-heading\">\n<h2 id=\"{0}-heading\">{1}</h2>\n{2}",
      section.id, escaped(section.heading), section.html);
  for (const Figure& figure : section.figures) out += html_figure(figure);
  out += "</section>\n";
}

}  // namespace

std::string html(const Page& page) {
  need_vega("a report");
  std::string out = head(page);
  out += files::page_style;
  out += "</style>\n</head>\n<body>\n" + header(page) + "<main id=\"content\">\n";
  for (const Section& section : page.sections)
    if (!section.empty()) add_section(out, section);
  out += fmt::format(
      "</main>\n<footer>\n<p>Made by heed {}; this page works without a network.</p>\n"
      "<details class=\"licences\"><summary>Programs inside this page, and their licences"
      "</summary>\n<pre>{}</pre>\n</details>\n</footer>\n",
      escaped(version()), escaped(files::vega_licences));
  for (const std::string_view code : {files::vega, files::vega_lite, files::vega_embed, files::page_script})
    add_script(out, code);
  return out + "</body>\n</html>\n";
}

}  // namespace heed::analysis
