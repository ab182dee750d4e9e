#include "heed/layers/weights_file.hpp"

#include "heed/core/error.hpp"
#include "heed/io/trajectory.hpp"
#include "heed/layers/check.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

namespace heed::layers {
namespace {

/// The axis of a length, declared where it is met first.
std::string axis_of(TrajectoryWriter& file, std::set<std::string>& declared, const std::string& kind,
                    Index length) {
  std::string name = fmt::format("{}_{}", kind, length);
  if (declared.insert(name).second)
    file.axis({.name = name, .length = static_cast<std::size_t>(length), .labels = {}, .attributes = {}});
  return name;
}

/// Everything that is wrong with a file, as one text; empty where nothing is.
template <class Real>
std::string problems(const TrajectoryReader& file, const Parameters<Real>& parameters, Extra extra) {
  std::vector<std::string> found, known, in_file;
  for (const auto& variable : file.variables()) in_file.push_back(variable.name);
  for (const auto& [name, parameter] : parameters) {
    known.push_back(name);
    if (!file.has_variable(name)) {
      const std::string near = nearest(name, in_file);
      found.push_back(fmt::format("no '{}'{}", name, near.empty() ? "" : fmt::format(" (but '{}')", near)));
      continue;
    }
    const std::vector<std::size_t>& shape = file.shape(name);
    const Matrix<Real>& value = parameter->value;
    if (shape != std::vector{static_cast<std::size_t>(value.rows()), static_cast<std::size_t>(value.cols())})
      found.push_back(fmt::format("'{}' is ({}), but should be ({}, {})", name, fmt::join(shape, ", "),
                                  value.rows(), value.cols()));
  }
  if (extra == Extra::refuse)
    for (const std::string& name : in_file)
      if (std::find(known.begin(), known.end(), name) == known.end())
        found.push_back(fmt::format("'{}' is more than the model has", name));
  return join(found, "; ");
}

}  // namespace

template <class Real>
void save_weights(const std::filesystem::path& path, const Parameters<Real>& parameters,
                  Overwrite overwrite) {
  std::set<std::string> names, declared;
  for (const auto& [name, parameter] : parameters) {
    if (!names.insert(name).second)
      throw Error(ErrorKind::data,
                  fmt::format("save_weights: two parameters are called '{}'; put each layer under a "
                              "name of its own",
                              name));
    check_finite("save_weights", name, parameter->value);
  }
  TrajectoryWriter file(path, {.force = overwrite == Overwrite::replace});
  file.attribute({"title", "weights"});
  for (const auto& [name, parameter] : parameters) {
    const Matrix<Real>& value = parameter->value;
    file.variable({.name = name,
                   .type = std::is_same_v<Real, float> ? Type::float32 : Type::float64,
                   .axes = {axis_of(file, declared, "rows", value.rows()),
                            axis_of(file, declared, "columns", value.cols())},
                   .attributes = {}});
    file.write(name, std::span<const Real>(value.data(), static_cast<std::size_t>(value.size())));
  }
  file.finish();
}

template <class Real>
void load_weights(const std::filesystem::path& path, const Parameters<Real>& parameters, Extra extra) {
  const TrajectoryReader file(path);
  if (const std::string wrong = problems(file, parameters, extra); !wrong.empty())
    throw Error(ErrorKind::data, fmt::format("'{}' does not fit the model: {}", path.string(), wrong));
  std::vector<std::vector<double>> values;
  for (const auto& [name, parameter] : parameters) {
    values.push_back(file.numbers(name));
    for (const double number : values.back())
      if (!std::isfinite(static_cast<Real>(number)))
        throw Error(ErrorKind::data, fmt::format("'{}': '{}' holds {}; weights should be finite",
                                                 path.string(), name, number));
  }
  for (std::size_t p = 0; p < parameters.size(); ++p)
    std::transform(values[p].begin(), values[p].end(), parameters[p].parameter->value.data(),
                   [](double number) { return static_cast<Real>(number); });
}

template void save_weights(const std::filesystem::path&, const Parameters<float>&, Overwrite);
template void save_weights(const std::filesystem::path&, const Parameters<double>&, Overwrite);
template void load_weights(const std::filesystem::path&, const Parameters<float>&, Extra);
template void load_weights(const std::filesystem::path&, const Parameters<double>&, Extra);

}  // namespace heed::layers
