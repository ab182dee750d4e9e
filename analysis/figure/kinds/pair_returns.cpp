#include "analysis/figure/figure.hpp"
#include "analysis/figure/scenario_words.hpp"
#include "analysis/figure/spec.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace heed::analysis::figures {
namespace {

constexpr std::size_t most_methods = 8, most_days = 400;

std::string lacks(const FigureSource& source) {
  const std::string why = lacks_states(source, "market", {{"daily_return", {"day", "pairing"}}});
  return why.empty() && source.reader().shape("daily_return")[0] < 2 ? "no days were traded" : why;
}

/// Are days dates, in seconds since 1970?
bool are_dates(const Axis& days) {
  return std::any_of(days.attributes.begin(), days.attributes.end(), [](const Attribute& a) {
    const auto* text = std::get_if<std::string>(&a.value);
    return a.name == "units" && text != nullptr && text->starts_with("seconds");
  });
}

Figure make(const FigureSource& source) {
  const std::vector<std::string> methods = names_along(source, "pairing", most_methods);
  const std::vector<double> days = axis_labels<double>(source.reader(), "day"),
                            returns = source.reader().numbers("daily_return");
  const std::size_t there = source.reader().shape("daily_return")[1];
  const std::size_t traded = std::min(days.size(), returns.size() / std::max<std::size_t>(1, there));
  const bool dated = are_dates(source.reader().axis("day"));
  const std::vector<std::size_t> chosen = even_places(traded, most_days);
  FigureData data{{"method", true}, {"day"}, {"sum"}};
  std::vector<std::string> ends;
  for (std::size_t m = 0; m < methods.size(); ++m) {
    double sum = 0;
    auto next = chosen.begin();
    for (std::size_t d = 0; d < traded; ++d) {
      if (const double r = returns[d * there + m]; std::isfinite(r)) sum += r;
      if (next == chosen.end() || *next != d) continue;
      data.add({methods[m], dated ? 1000 * days[d] : days[d], to_digits(sum, 9)});
      ++next;
    }
    ends.push_back(fmt::format("{} {} %", methods[m], short_number(100 * sum)));
  }
  std::string words;
  for (const std::string& end : ends) words += (words.empty() ? "" : ", ") + end;
  Figure out{.name = {},
             .title = "What trading the pairs would have brought",
             .caption = fmt::format(
                 "Daily returns out of sample after costs, summed up from the first day; {} days.{}",
                 part_text(chosen.size(), traded), first_sentence(methods.size(), there, "methods")),
             .description = fmt::format("Summed returns over days by method. At the end: {}.", words),
             .spec = specification(data, 300)};
  Json& spec = out.spec;
  spec["params"].push_back(zoom({"x", "y"}));
  spec["mark"] = {{"type", "line"}, {"clip", true}, {"strokeWidth", 1.5}};
  Json y = number_of("sum", "summed return");
  y["axis"] = {{"format", "%"}};
  Json day = number_of("day", "day");
  if (dated) day["type"] = "temporal", day["timeUnit"] = "utcyearmonthdate";
  spec["encoding"] = {{"x", dated ? date_on("day", "day") : number_on("day", "day")},
                      {"y", y},
                      {"color", category_colour("method", "pairs of", methods)},
                      {"tooltip", {text_of("method", "pairs of"), day, number_of("sum", "summed return")}}};
  return out;
}

}  // namespace

FigureKind pair_returns() {
  return {.summary = "summed returns of trading the pairs of each method (market)",
          .place = 12,
          .lacks = lacks,
          .make = make};
}

}  // namespace heed::analysis::figures
