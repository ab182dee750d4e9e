#include "analysis/export/animation/data.hpp"
#include "analysis/export/formats.hpp"
#include "analysis/report/html.hpp"
#include "analysis/web/files.hpp"
#include "heed/core/version.hpp"

#include <ostream>

#include <fmt/ostream.h>

namespace heed::analysis {
namespace {

/// One self-contained page: styles, script and data are inside, it asks the network for nothing, and its
/// content security policy forbids it to. What users wrote is in the title and in JSON only.
void write(const ExportRequest& request, std::ostream& out) {
  need_run(request, "an animation");
  const nlohmann::ordered_json data = animation_data(request);
  fmt::print(out, R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'">
<meta name="generator" content="heed {}">
<title>{}</title>
<style>
)",
             version(), escaped(request.source.results().title));
  out << files::animation_style_css
      << "</style>\n</head>\n<body>\n<noscript>This page moves by a script, which is switched "
         "off.</noscript>\n"
         "<script type=\"application/json\" id=\"data\">"
      << json_in_script(data) << "</script>\n";
  for (const std::string_view code :
       {files::animation_state_js, files::animation_draw_js, files::animation_page_js})
    out << "<script>\n" << code << "</script>\n";
  out << "</body>\n</html>\n";
}

}  // namespace

ExportFormat formats::animation() {
  return {.summary = "opinions and network that move, a page that opens offline",
          .ending = ".html",
          .options = "",
          .write = write};
}

}  // namespace heed::analysis
