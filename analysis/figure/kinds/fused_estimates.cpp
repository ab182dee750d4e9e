#include "analysis/figure/figure.hpp"
#include "analysis/figure/scenario_words.hpp"
#include "analysis/figure/spec.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace heed::analysis::figures {
namespace {

constexpr std::size_t most_times = 240, most_sensors = 10, most_methods = 12;
constexpr int digits = 9;  // more than four: air pressures differ in the fifth

std::string lacks(const FigureSource& source) {
  return lacks_states(source, "sensor_fusion",
                      {{"reading", {"time", "sensor"}},
                       {"estimate", {"time", "estimator"}},
                       {"estimate_variance", {"time", "estimator"}},
                       {.name = "truth", .axes = {"time"}, .optional = true},
                       {.name = "mse", .axes = {"time", "estimator"}, .optional = true},
                       {.name = "date", .axes = {"time"}, .optional = true},
                       {.name = "clock", .axes = {"time"}, .optional = true}});
}

struct Tables {
  FigureData readings{{"time"}, {"sensor", true}, {"value"}};
  FigureData estimates{{"method"}, {"time"}, {"value"}, {"low"}, {"high"}};
  FigureData truth{{"time"}, {"value"}};
};

Tables tables(const FigureSource& source, const std::vector<std::size_t>& times,
              const std::vector<std::string>& methods, const std::vector<std::string>& sensors) {
  Tables out;
  const ReadingTimes when = reading_times(source);
  const TimeSlices readings(source, "reading"), estimates(source, "estimate"),
      variances(source, "estimate_variance");
  for (const std::size_t t : times) {
    const double time = when.at[t];
    const std::vector<double> said = readings.at(t), made = estimates.at(t), variance = variances.at(t);
    for (std::size_t i = 0; i < sensors.size(); ++i)
      out.readings.add({time, sensors[i], to_digits(said[i], digits)});
    for (std::size_t m = 0; m < methods.size(); ++m) {
      const double far = 1.96 * std::sqrt(std::max(0.0, variance[m]));
      out.estimates.add({static_cast<double>(m), time, to_digits(made[m], digits),
                         to_digits(made[m] - far, digits), to_digits(made[m] + far, digits)});
    }
    if (source.has("truth")) out.truth.add({time, to_digits(TimeSlices(source, "truth").at(t)[0], digits)});
  }
  return out;
}

/// "attention 0.012, mean 0.34": mean squared errors at the end.
std::string errors_in_words(const FigureSource& source, const std::vector<std::string>& methods) {
  if (!source.has("mse")) return "";
  const TimeSlices mse(source, "mse");
  const std::vector<double> last = mse.at(source.recorded() - 1);
  std::string out;
  for (std::size_t m = 0; m < methods.size(); ++m)
    out += fmt::format("{}{} {}", m == 0 ? " Mean squared errors at the end: " : ", ", methods[m],
                       short_number(last[m]));
  return out + ".";
}

Figure make(const FigureSource& source) {
  const std::vector<std::string> methods = names_along(source, "estimator", most_methods),
                                 sensors = names_along(source, "sensor", most_sensors);
  const auto recorded = source.recorded();
  const std::vector<std::size_t> times = even_places(recorded, most_times);
  const Tables all = tables(source, times, methods, sensors);
  const std::size_t sensors_there = TimeSlices(source, "reading").size(1);
  const bool known = all.truth.rows() > 0;
  Figure out{.name = {},
             .title = "What sensors say, and what is made of it",
             .caption = fmt::format(
                 "Small dots are readings of {} sensors; the line is the estimate of the method chosen, "
                 "its band where the truth lies in 95 % if sensors are as they state.{} Drawn at {} times.{}",
                 first_text(sensors.size(), sensors_there), known ? " The dashed line is the truth." : "",
                 part_text(times.size(), recorded),
                 first_sentence(methods.size(), TimeSlices(source, "estimate").size(1), "methods")),
             .description = fmt::format("Readings and estimates over time, a method at a time.{}",
                                        errors_in_words(source, methods)),
             .spec = specification(all.estimates, 320)};
  Json& spec = out.spec;
  add_choice(spec, "method", "method", methods);
  const ReadingTimes when = reading_times(source);
  const Json x = when.axis("time"), shown = Json::array({filter("datum.method === method")});
  spec["layer"] = {
      {{"data", all.readings.json()},
       {"params", Json::array({zoom({"x", "y"})})},
       {"mark", {{"type", "circle"}, {"size", 10}, {"opacity", 0.35}, {"clip", true}}},
       {"encoding",
        {{"x", x},
         {"y", number_on("value", "value")},
         {"color", category_colour("sensor", "sensor", sensors)},
         {"tooltip", {text_of("sensor", "sensor"), when.tooltip("time"), number_of("value", "reading")}}}}},
      {{"transform", shown},
       {"mark", {{"type", "area"}, {"opacity", 0.25}, {"color", "#8C8C8C"}, {"clip", true}}},
       {"encoding", {{"x", x}, {"y", number_on("low", "value")}, {"y2", {{"field", "high"}}}}}},
      {{"transform", shown},
       {"mark",
        {{"type", "line"}, {"strokeWidth", 2.2}, {"color", "#D55E00"}, {"clip", true}, {"tooltip", true}}},
       {"encoding",
        {{"x", x},
         {"y", number_on("value", "value")},
         {"tooltip",
          {when.tooltip("time"), number_of("value", "estimate"), number_of("low", "95 % from"),
           number_of("high", "to")}}}}}};
  if (known)
    spec["layer"].push_back(
        {{"data", all.truth.json()},
         {"mark", {{"type", "line"}, {"strokeDash", {5, 4}}, {"color", "currentColor"}, {"clip", true}}},
         {"encoding", {{"x", x}, {"y", number_on("value", "value")}}}});
  return out;
}

}  // namespace

FigureKind fused_estimates() {
  return {.summary = "readings of sensors and what each method makes of them (sensor_fusion)",
          .place = 10,
          .lacks = lacks,
          .make = make};
}

}  // namespace heed::analysis::figures
