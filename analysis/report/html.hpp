#pragma once
#include "analysis/figure/figure.hpp"
#include "analysis/table.hpp"

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace heed::analysis {

/// A text as it stands in HTML, in an element or in an attribute in double quotes: & < > " ' are escaped, and
/// control characters but line breaks and tabs left out. A label `<script>` is text. O(length).
std::string escaped(std::string_view text);

/// A paragraph of text, escaped.
std::string paragraph(std::string_view text);

/// A table with a row of heads; numbers to the right. It scrolls sideways by itself where it is too wide,
/// also by keyboard. `caption` is what it is about.
std::string html_table(const Table& table, std::string_view caption);

/// A figure: title, the place where the script of the page draws it, its specification, caption and words.
std::string html_figure(const Figure& figure);

/// JSON as it stands in a <script type="application/json">: no `<` in it can end the script.
std::string json_in_script(const nlohmann::ordered_json& json);

}  // namespace heed::analysis
