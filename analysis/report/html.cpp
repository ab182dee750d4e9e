#include "analysis/report/html.hpp"

#include <fmt/format.h>

namespace heed::analysis {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default:
        if (static_cast<unsigned char>(c) >= ' ' || c == '\n' || c == '\t') out += c;
    }
  }
  return out;
}

std::string paragraph(std::string_view text) { return fmt::format("<p>{}</p>\n", escaped(text)); }

std::string html_table(const Table& table, std::string_view caption) {
  const auto side = [&](std::size_t column) { return table.columns[column].left ? "" : " class=\"number\""; };
  std::string out = fmt::format(
      "<div class=\"wide\" tabindex=\"0\" role=\"region\" "
      "aria-label=\"{0}\">\n<table>\n<caption>{0}</caption>\n"
      "<thead><tr>",
      escaped(caption));
  for (std::size_t c = 0; c < table.columns.size(); ++c)
    out += fmt::format("<th scope=\"col\"{}>{}</th>", side(c), escaped(table.columns[c].name));
  out += "</tr></thead>\n<tbody>\n";
  for (const std::vector<std::string>& row : table.rows) {
    out += "<tr>";
    for (std::size_t c = 0; c < row.size(); ++c)
      out += c == 0 ? fmt::format("<th scope=\"row\"{}>{}</th>", side(c), escaped(row[c]))
                    : fmt::format("<td{}>{}</td>", side(c), escaped(row[c]));
    out += "</tr>\n";
  }
  return out + "</tbody>\n</table>\n</div>\n";
}

std::string html_figure(const Figure& figure) {
  return fmt::format(
      "<figure id=\"figure-{0}\" aria-labelledby=\"figure-{0}-title\">\n<h3 "
      "id=\"figure-{0}-title\">{1}</h3>\n"
      "<div class=\"chart\"></div>\n<script type=\"application/json\">{2}</script>\n"
      "<figcaption>{3} {4}</figcaption>\n</figure>\n",
      escaped(figure.name), escaped(figure.title), json_in_script(figure.spec), escaped(figure.caption),
      escaped(figure.description));
}

std::string json_in_script(const nlohmann::ordered_json& json) {
  const std::string text = json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (c == '<')
      out += "\\u003c";
    else
      out += c;
  }
  return out;
}

}  // namespace heed::analysis
