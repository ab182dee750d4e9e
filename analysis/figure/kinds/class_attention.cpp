#include "analysis/figure/figure.hpp"
#include "analysis/figure/scenario_words.hpp"
#include "analysis/figure/spec.hpp"
#include "analysis/statistics/summary.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace heed::analysis::figures {
namespace {

constexpr std::size_t most_classes = 24, no_limit = std::numeric_limits<std::size_t>::max();

/// Methods whose attention was kept: "attention" of the group "heeded_attention".
std::vector<std::string> methods_of(const FigureSource& source) {
  std::vector<std::string> out;
  const std::string before = "heeded_", after = "/attention";
  for (const Variable& variable : source.reader().variables())
    if (variable.name.starts_with(before) && variable.name.ends_with(after))
      out.push_back(variable.name.substr(before.size(), variable.name.size() - before.size() - after.size()));
  return out;
}

/// Why the attention of a method is not that of its ties; empty where it is.
std::string misfit(const FigureSource& source, const std::string& method) {
  const std::string group = "heeded_" + method + "/";
  const TrajectoryReader& reader = source.reader();
  for (const char* name : {"source", "target"})
    if (!source.has(group + name) || reader.shape(group + name).size() != 1)
      return fmt::format("the file holds no '{}{}' of each tie", group, name);
  const std::size_t ties = reader.shape(group + "source")[0];
  const std::vector<std::size_t>& attention = reader.shape(group + "attention");
  return reader.shape(group + "target")[0] == ties && !attention.empty() && attention.back() == ties
             ? ""
             : fmt::format("'{0}source', '{0}target' and '{0}attention' should be of the same ties", group);
}

std::string lacks(const FigureSource& source) {
  std::string why = lacks_states(source, "graph", {{"target_class", {"agent"}}});
  if (why.empty()) why = lacks_names(source, "class");
  const std::vector<std::string> methods = methods_of(source);
  if (why.empty() && methods.empty()) return "no method with attention was trained";
  for (std::size_t m = 0; m < methods.size() && why.empty(); ++m) why = misfit(source, methods[m]);
  return why;
}

/// Attention, mean over layers, that agents of a class pay to each class, mean over those that hear anyone: a
/// share of all they pay, also to those of other or unknown classes. NaN where they pay none.
Matrix<double> between_classes(const FigureSource& source, const std::string& method, std::size_t classes) {
  const TrajectoryReader& reader = source.reader();
  const std::string group = "heeded_" + method + "/";
  const std::vector<double> heard = reader.numbers(group + "source"),
                            hearer = reader.numbers(group + "target"),
                            attention = reader.numbers(group + "attention"),
                            kind = reader.numbers("target_class");
  const auto class_of = [&](double agent) {
    return agent >= 0 && agent < static_cast<double>(kind.size()) ? kind[static_cast<std::size_t>(agent)]
                                                                  : -1.0;
  };
  const auto n = static_cast<Eigen::Index>(classes);
  Matrix<double> out = Matrix<double>::Zero(n, n);
  std::vector<double> all(classes);
  for (std::size_t k = 0; k < attention.size(); ++k) {
    const std::size_t e = k % heard.size();
    const double from = class_of(hearer.at(e)), to = class_of(heard[e]);
    if (!(from >= 0 && from < static_cast<double>(classes))) continue;
    all[static_cast<std::size_t>(from)] += attention[k];
    if (to >= 0 && to < static_cast<double>(classes))
      out(static_cast<Eigen::Index>(from), static_cast<Eigen::Index>(to)) += attention[k];
  }
  for (Eigen::Index c = 0; c < n; ++c) out.row(c) /= all[static_cast<std::size_t>(c)];
  return out;
}

/// "gat pays 60 % to one's own class", on average over classes that pay any.
std::string in_words(const std::string& method, const Matrix<double>& share) {
  std::vector<double> own;
  for (const double s : share.diagonal())
    if (std::isfinite(s)) own.push_back(s);
  if (own.empty()) return method + " pays none";
  return fmt::format("{} pays {} % to one's own class", method, short_number(100 * mean(own)));
}

std::string rows_in_words(std::size_t drawn, std::size_t there, bool whole) {
  if (drawn < there) return fmt::format("The first {} of {} classes; rows sum to less than 1.", drawn, there);
  return whole ? "Rows sum to 1." : "Rows sum to less than 1 where some are of no known class.";
}

Figure make(const FigureSource& source) {
  const std::vector<std::string> classes = names_along(source, "class", most_classes),
                                 methods = methods_of(source);
  FigureData data{{"method"}, {"hearer", true}, {"heard", true}, {"share"}};
  std::string words;
  bool whole = true;
  for (std::size_t m = 0; m < methods.size(); ++m) {
    const Matrix<double> share = between_classes(source, methods[m], classes.size());
    for (std::size_t a = 0; a < classes.size(); ++a) {
      const auto row = share.row(static_cast<Eigen::Index>(a));
      whole = whole && !(row.sum() < 1 - 1e-6);
      for (std::size_t b = 0; b < classes.size(); ++b)
        data.add({static_cast<double>(m), classes[a], classes[b],
                  to_digits(row[static_cast<Eigen::Index>(b)], 3)});
    }
    words += (words.empty() ? "" : "; ") + in_words(methods[m], share);
  }
  Figure out{.name = {},
             .title = "Do agents heed their own class?",
             .caption =
                 "Share of the attention of agents of a class, rows, that goes to each class, columns; mean "
                 "over layers and heads, at the epoch that is reported. " +
                 rows_in_words(classes.size(), names_along(source, "class", no_limit).size(), whole),
             .description = fmt::format("Heat map of attention between classes. On average {}.", words),
             .spec = specification(data, std::clamp<int>(60 * static_cast<int>(classes.size()), 140, 420))};
  Json& spec = out.spec;
  add_choice(spec, "method", "method", methods);
  spec["transform"] = Json::array({filter("datum.method === method")});
  Json x = text_of("heard", "class heard"), y = text_of("hearer", "class of the hearer");
  x["sort"] = classes;
  y["sort"] = classes;
  x["axis"] = {{"labelAngle", 0}, {"labelOverlap", true}};
  Json colour = number_of("share", "share of attention");
  colour["scale"] = {{"scheme", "viridis"}, {"domain", {0, 1}}};
  const Json tooltip = std::vector<Json>{text_of("hearer", "of"), text_of("heard", "to"),
                                         number_of("share", "share of attention")};
  spec["encoding"] = {{"x", x}, {"y", y}};
  spec["layer"] = {{{"mark", {{"type", "rect"}}}, {"encoding", {{"color", colour}, {"tooltip", tooltip}}}}};
  if (classes.size() <= 8) {
    Json text = number_of("share", "");
    text["format"] = ".2f";
    spec["layer"].push_back(
        {{"mark", {{"type", "text"}}},
         {"encoding",
          {{"text", text},
           {"color",
            {{"condition", {{"test", "datum.share > 0.6"}, {"value", "#000000"}}}, {"value", "#ffffff"}}}}}});
  }
  return out;
}

}  // namespace

FigureKind class_attention() {
  return {
      .summary = "attention between classes, as learned (graph)", .place = 14, .lacks = lacks, .make = make};
}

}  // namespace heed::analysis::figures
