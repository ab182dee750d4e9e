#include "analysis/figure/figure.hpp"
#include "analysis/figure/scenario_words.hpp"
#include "analysis/figure/spec.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace heed::analysis::figures {
namespace {

constexpr std::size_t most_sensors = 10, most_methods = 12, most_numbers = 8000;

std::string lacks(const FigureSource& source) {
  return lacks_states(source, "sensor_fusion",
                      {{"weight", {"time", "estimator", "sensor"}},
                       {.name = "date", .axes = {"time"}, .optional = true},
                       {.name = "clock", .axes = {"time"}, .optional = true}});
}

/// "0.5 to a, 0.3 to b": weights at the end.
std::string in_words(const std::vector<double>& weights, const std::vector<std::string>& sensors) {
  std::string out;
  for (std::size_t i = 0; i < sensors.size(); ++i)
    out += fmt::format("{}{} to {}", i == 0 ? "" : ", ", short_number(weights[i]), sensors[i]);
  return out;
}

Figure make(const FigureSource& source) {
  const std::vector<std::string> methods = names_along(source, "estimator", most_methods),
                                 sensors = names_along(source, "sensor", most_sensors);
  const TimeSlices weights(source, "weight");
  const std::size_t there = weights.size(2), recorded = source.recorded();
  const std::vector<std::size_t> times =
      even_places(recorded, std::max<std::size_t>(20, most_numbers / (methods.size() * sensors.size())));
  const ReadingTimes when = reading_times(source);
  FigureData data{{"method"}, {"sensor", true}, {"time"}, {"weight"}};
  std::vector<double> now;
  for (const std::size_t t : times) {
    now = weights.at(t);
    for (std::size_t m = 0; m < methods.size(); ++m)
      for (std::size_t i = 0; i < sensors.size(); ++i)
        data.add({static_cast<double>(m), sensors[i], when.at[t], to_digits(now[m * there + i], 4)});
  }
  Figure out{
      .name = {},
      .title = "How much each sensor counts",
      .caption = fmt::format("Weight of {} sensors in the estimate of the method chosen, {} times. A sensor "
                             "that gives nothing has none.{}",
                             first_text(sensors.size(), there), part_text(times.size(), recorded),
                             first_sentence(methods.size(), weights.size(1), "methods")),
      .description = fmt::format("Weights of sensors over time. At the end {} gives {}.", methods[0],
                                 in_words(now, sensors)),
      .spec = specification(data, 260)};
  Json& spec = out.spec;
  add_choice(spec, "method", "method", methods);
  spec["params"].push_back(zoom({"x", "y"}));
  spec["transform"] = Json::array({filter("datum.method === method")});
  spec["mark"] = {{"type", "line"}, {"clip", true}, {"strokeWidth", 1.6}};
  spec["encoding"] = {
      {"x", when.axis("time")},
      {"y", number_of("weight", "weight")},
      {"color", category_colour("sensor", "sensor", sensors)},
      {"tooltip", {text_of("sensor", "sensor"), when.tooltip("time"), number_of("weight", "weight")}}};
  return out;
}

}  // namespace

FigureKind sensor_weights() {
  return {.summary = "how much each sensor counts, over time (sensor_fusion)",
          .place = 12,
          .lacks = lacks,
          .make = make};
}

}  // namespace heed::analysis::figures
