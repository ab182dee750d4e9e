// Files whose arrays do not go together: each figure says what does not fit, and none reads beyond an array.
#include "analysis/figure/catalogue.hpp"
#include "analysis/figure/source.hpp"
#include "heed/io/trajectory.hpp"

#include <map>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "catch.hpp"
#include "unit/analysis/sample_files.hpp"

using namespace heed;
using namespace heed::analysis;
using Catch::Matchers::Contains;

namespace {

using Axes = std::vector<std::string>;

/// A run of a scenario at one time. An array along "time" is 1 then, any other 0 everywhere; one named
/// "group" is of texts.
struct Misfit {
  std::string scenario;
  std::vector<Axis> axes;
  std::map<std::string, Axes> arrays;

  std::string write(const std::string& path) const {
    TrajectoryWriter file(path);
    file.attribute({"source", std::string("heed 0.1.0")});
    file.attribute({"title", scenario});
    file.attribute({"scenario", scenario});
    file.attribute({"status", std::string("complete")});
    file.axis({.name = "time", .grows = true, .labels = {}, .attributes = {}});
    for (const Axis& axis : axes) file.axis(axis);
    file.variable({"loss", Type::float64, {"time"}, {}});
    for (const auto& [name, along] : arrays)
      file.variable({name, name == "group" ? Type::text : Type::float64, along, {}});
    std::vector<std::vector<double>> values{std::vector<double>{1}};
    std::vector<std::string> names{"loss"};
    for (const auto& [name, along] : arrays) {
      if (name == "group") {
        file.write(name, view(std::vector<std::string>(places(along), "g")));
      } else if (along.empty() || along[0] != "time") {
        file.write(name, view(std::vector<double>(places(along), 0)));
      } else {
        names.push_back(name);
        values.emplace_back(places({along.begin() + 1, along.end()}), 1);
      }
    }
    std::vector<Entry> entries;
    for (std::size_t k = 0; k < names.size(); ++k) entries.push_back({names[k], view(values[k])});
    file.append("time", 0, entries);
    file.finish();
    return path;
  }

  std::size_t places(const Axes& along) const {
    std::size_t out = 1;
    for (const std::string& name : along)
      for (const Axis& axis : axes)
        if (axis.name == name) out *= length(axis);
    return out;
  }

  static std::size_t length(const Axis& axis) {
    return std::visit(
        [&]<class T>(const T& labels) -> std::size_t {
          if constexpr (std::is_same_v<T, std::monostate>)
            return axis.length;
          else
            return labels.size();
        },
        axis.labels);
  }
};

Axis named(const std::string& name, const std::vector<std::string>& labels) {
  return {.name = name, .labels = labels, .attributes = {}};
}

Axis numbered(const std::string& name) {
  return {.name = name, .labels = std::vector<double>{0, 1}, .attributes = {}};
}

Axis bare(const std::string& name, std::size_t length) {
  return {.name = name, .length = length, .labels = {}, .attributes = {}};
}

/// Why a figure is not drawn of a file; empty where it is.
std::string refusal(const Misfit& file, const std::string& figure) {
  const sample::Folder folder("misfit");
  const FigureSource source(file.write(folder / "run.h5"));
  const NamedFigure& kind = *find_figure(figure);
  if (std::string why = kind.kind.lacks(source); !why.empty()) return why;
  draw(kind, source);
  return "";
}

Misfit market() {
  return {.scenario = "market",
          .axes = {named("asset", {"a", "b"}), named("asset_other", {"a", "b"}), named("pairing", {"p"}),
                   named("one", {"x"})},
          .arrays = {{"affinity", {"time", "asset", "asset_other"}},
                     {"partner", {"time", "pairing", "asset"}},
                     {"group", {"asset"}}}};
}

Misfit sensors() {
  return {.scenario = "sensor_fusion",
          .axes = {named("estimator", {"e", "f"}), named("sensor", {"s", "t"})},
          .arrays = {{"reading", {"time", "sensor"}},
                     {"estimate", {"time", "estimator"}},
                     {"estimate_variance", {"time", "estimator"}},
                     {"weight", {"time", "estimator", "sensor"}},
                     {"truth", {"time"}},
                     {"mse", {"time", "estimator"}}}};
}

Misfit classes() {
  return {.scenario = "graph",
          .axes = {named("method", {"gat"}), named("class", {"c", "d"}), bare("agent", 3),
                   bare("heeded_gat/edge", 4), bare("heeded_gat/other", 5)},
          .arrays = {{"accuracy", {"time", "method"}},
                     {"train_accuracy", {"time", "method"}},
                     {"target_class", {"agent"}},
                     {"heeded_gat/source", {"heeded_gat/edge"}},
                     {"heeded_gat/target", {"heeded_gat/edge"}},
                     {"heeded_gat/attention", {"heeded_gat/edge"}}}};
}

}  // namespace

TEST_CASE("figures of a market are of arrays along the same assets") {
  CHECK(refusal(market(), "pair_affinity").empty());
  Misfit group = market();
  group.arrays["group"] = {"one"};
  CHECK(refusal(group, "pair_affinity") == "'group' should be along asset, and is along one");
  Misfit others = market();
  others.axes[1] = named("asset_other", {"a"});
  CHECK(refusal(others, "pair_affinity") ==
        "'affinity' should be of as many assets both ways, and is of 2 to 1");
  Misfit nameless = market();
  nameless.axes[2] = numbered("pairing");
  CHECK(refusal(nameless, "pair_affinity") == "the axis 'pairing' has no names");
}

TEST_CASE("figures of sensors are of arrays along methods and sensors that have names") {
  CHECK(refusal(sensors(), "fused_estimates").empty());
  CHECK(refusal(sensors(), "sensor_weights").empty());
  Misfit nameless = sensors();
  nameless.axes[0] = numbered("estimator");
  CHECK(refusal(nameless, "sensor_weights") == "the axis 'estimator' has no names");
  Misfit truth = sensors();
  truth.arrays["truth"] = {"time", "sensor"};
  CHECK(refusal(truth, "fused_estimates") == "'truth' should be along time, and is along time, sensor");
  Misfit errors = sensors();
  errors.arrays["mse"] = {"time"};
  CHECK(refusal(errors, "fused_estimates") == "'mse' should be along time, estimator, and is along time");
  Misfit date = sensors();
  date.arrays["date"] = {"sensor"};
  CHECK(refusal(date, "sensor_weights") == "'date' should be along time, and is along sensor");
}

TEST_CASE("figures of classes are of arrays along the same methods and ties") {
  CHECK(refusal(classes(), "method_accuracy").empty());
  CHECK(refusal(classes(), "class_attention").empty());
  Misfit training = classes();
  training.arrays["train_accuracy"] = {"time"};
  CHECK(refusal(training, "method_accuracy") ==
        "'train_accuracy' should be along time, method, and is along time");
  for (const std::string array : {"source", "target", "attention"}) {
    Misfit ties = classes();
    ties.arrays["heeded_gat/" + array] = {"heeded_gat/other"};
    CHECK_THAT(refusal(ties, "class_attention"), Contains("should be of the same ties"));
  }
  Misfit nameless = classes();
  nameless.axes[1] = numbered("class");
  CHECK(refusal(nameless, "class_attention") == "the axis 'class' has no names");
}
