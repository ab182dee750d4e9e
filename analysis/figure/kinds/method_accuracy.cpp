#include "analysis/figure/figure.hpp"
#include "analysis/figure/scenario_words.hpp"
#include "analysis/figure/spec.hpp"

#include <cmath>

#include <fmt/format.h>

namespace heed::analysis::figures {
namespace {

constexpr std::size_t most_methods = 20;

std::string lacks(const FigureSource& source) {
  return lacks_states(source, "graph",
                      {{"accuracy", {"time", "method"}},
                       {.name = "train_accuracy", .axes = {"time", "method"}, .optional = true},
                       {.name = "validation_accuracy", .axes = {"time", "method"}, .optional = true},
                       {.name = "part", .axes = {"agent"}, .optional = true}});
}

Figure make(const FigureSource& source) {
  const std::vector<std::string> methods = names_along(source, "method", most_methods);
  const std::size_t last = source.recorded() - 1;
  FigureData data{{"method", true}, {"share_of", true}, {"accuracy"}};
  const bool validated = has_validation(source);
  std::string words;
  for (const auto& [variable, name] :
       {std::pair{"train_accuracy", "training"}, std::pair{"validation_accuracy", "validation"},
        std::pair{"accuracy", "test"}}) {
    if (!source.has(variable) || (!validated && std::string(name) == "validation")) continue;
    const std::vector<double> now = TimeSlices(source, variable).at(last);
    for (std::size_t m = 0; m < methods.size(); ++m) {
      if (!std::isfinite(now[m])) continue;
      data.add({methods[m], name, now[m]});
      if (std::string(name) == "test")
        words += fmt::format("{}{} {}", words.empty() ? "" : ", ", methods[m], short_number(now[m]));
    }
  }
  Figure out{
      .name = {},
      .title = "Which method is right, how often",
      .caption = fmt::format(
          "Share of agents whose class is told rightly, at the {}. Only the test is fair: the others "
          "were seen while learning{}.{}",
          validated ? "epoch with the least validation loss" : "last epoch", validated ? " or choosing" : "",
          first_sentence(methods.size(), TimeSlices(source, "accuracy").size(1), "methods")),
      .description = fmt::format("Accuracy by method. Of the test: {}.", words),
      .spec = specification(data, 60 + 28 * static_cast<int>(methods.size()))};
  Json& spec = out.spec;
  Json method = text_of("method", "");
  method["title"] = nullptr;
  method["sort"] = methods;
  method["axis"] = {{"grid", true}};
  Json accuracy = number_of("accuracy", "share that is right");
  accuracy["scale"] = {{"zero", false}, {"domainMax", 1}};
  std::vector<std::string> parts{"test", "training"}, shapes{"circle", "triangle"};
  if (validated) parts.insert(parts.begin() + 1, "validation"), shapes.insert(shapes.begin() + 1, "diamond");
  const Json part = category_colour("share_of", "agents for", parts);
  Json shape = text_of("share_of", "agents for");
  shape["scale"] = {{"domain", parts}, {"range", shapes}};
  spec["mark"] = {{"type", "point"}, {"filled", true}, {"size", 90}, {"opacity", 0.9}};
  spec["encoding"] = {{"y", method},
                      {"x", accuracy},
                      {"color", part},
                      {"shape", shape},
                      {"tooltip",
                       {text_of("method", "method"), text_of("share_of", "agents for"),
                        number_of("accuracy", "share right")}}};
  return out;
}

}  // namespace

FigureKind method_accuracy() {
  return {.summary = "how often each method is right, in training, validation and test (graph)",
          .place = 10,
          .lacks = lacks,
          .make = make};
}

}  // namespace heed::analysis::figures
