#include "analysis/figure/figure.hpp"
#include "analysis/figure/scenario_words.hpp"
#include "analysis/figure/spec.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace heed::analysis::figures {
namespace {

constexpr std::size_t most_times = 150, most_methods = 8;

std::string lacks(const FigureSource& source) {
  const std::string why = lacks_states(source, "graph",
                                       {{"train_loss", {"time", "method"}},
                                        {"validation_loss", {"time", "method"}},
                                        {.name = "part", .axes = {"agent"}, .optional = true}});
  return why.empty() && source.recorded() < 2 ? "only one epoch was recorded" : why;
}

/// The lowest loss of all methods at the end, of "validation" or "train".
std::string least_loss(const FigureSource& source, const std::string& part) {
  const TimeSlices loss(source, part + "_loss");
  const std::vector<std::string> methods = names_along(source, "method", loss.size(1));
  const std::vector<double> end = loss.at(source.recorded() - 1);
  const auto best = std::min_element(end.begin(), end.end());
  return fmt::format("The lowest {} loss at the end is {}, of {}.", part == "train" ? "training" : part,
                     short_number(*best), methods.at(static_cast<std::size_t>(best - end.begin())));
}

Figure make(const FigureSource& source) {
  const std::vector<std::string> methods = names_along(source, "method", most_methods);
  const auto recorded = source.recorded();
  const std::vector<std::size_t> times = even_places(recorded, most_times);
  FigureData data{{"method", true}, {"loss_of", true}, {"epoch"}, {"loss"}};
  const bool validated = has_validation(source);
  for (const auto& [variable, name] :
       {std::pair{"train_loss", "training"}, std::pair{"validation_loss", "validation"}}) {
    if (!validated && std::string(name) == "validation") continue;
    const TimeSlices loss(source, variable);
    for (const std::size_t t : times) {
      const std::vector<double> now = loss.at(t);
      for (std::size_t m = 0; m < methods.size(); ++m)
        data.add({methods[m], name, source.results().times[t], to_digits(now[m], 4)});
    }
  }
  const std::size_t there = TimeSlices(source, "train_loss").size(1);
  Figure out{.name = {},
             .title = "How well methods learn",
             .caption = fmt::format(
                 "Mean of -ln p of the right class at {} epochs{}{}", part_text(times.size(), recorded),
                 validated ? ": solid for those learned from, dashed for the validation. A "
                             "dashed line that rises is learning by heart."
                           : ", of those learned from; none are for validation.",
                 first_sentence(methods.size(), there, "methods")),
             .description = fmt::format("Loss over epochs for {} methods. {}", methods.size(),
                                        least_loss(source, validated ? "validation" : "train")),
             .spec = specification(data, 300)};
  Json& spec = out.spec;
  spec["params"].push_back(zoom({"x", "y"}));
  spec["mark"] = {{"type", "line"}, {"clip", true}};
  Json dash = text_of("loss_of", "loss of");
  dash["scale"] = {{"domain", {"training", "validation"}}, {"range", {{1, 0}, {5, 4}}}};
  spec["encoding"] = {{"x", number_on("epoch", "epoch")},
                      {"y", number_on("loss", "loss")},
                      {"color", category_colour("method", "method", methods)},
                      {"tooltip",
                       {text_of("method", "method"), text_of("loss_of", "loss of"),
                        number_of("epoch", "epoch"), number_of("loss", "loss")}}};
  if (validated) spec["encoding"]["strokeDash"] = dash;
  return out;
}

}  // namespace

FigureKind learning_curves() {
  return {.summary = "losses of each method over epochs (graph)", .place = 12, .lacks = lacks, .make = make};
}

}  // namespace heed::analysis::figures
