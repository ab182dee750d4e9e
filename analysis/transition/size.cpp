#include "analysis/transition/size.hpp"

#include "heed/io/recorder.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <sstream>
#include <string_view>
#include <vector>

namespace heed::analysis {
namespace {

constexpr std::array<std::string_view, 3> size_paths{"graph.agents", "graph.shape", "graph.blocks"};

/// The agents that a value of one of these paths makes: a number, or a list such as "[32, 32]".
double agents_of(std::string_view path, const Cell& value) {
  if (const auto* number = std::get_if<double>(&value)) return *number;
  std::string list = std::get<std::string>(value);
  std::replace_if(
      list.begin(), list.end(), [](char c) { return c == '[' || c == ']' || c == ','; }, ' ');
  std::istringstream words(list);
  std::vector<double> numbers;
  for (double v; words >> v;) numbers.push_back(v);
  if (numbers.empty()) return 0;
  return path == "graph.shape" ? std::accumulate(numbers.begin(), numbers.end(), 1.0, std::multiplies<>())
                               : std::accumulate(numbers.begin(), numbers.end(), 0.0);
}

/// A setting of the file as a cell.
Cell cell_of(const decltype(Attribute::value)& value) {
  return std::visit(
      []<class T>(const T& v) -> Cell {
        if constexpr (std::is_same_v<T, std::string>)
          return v;
        else
          return v.empty() ? Cell("") : Cell(static_cast<double>(v[0]));
      },
      value);
}

}  // namespace

bool is_size(const SweptParameter& parameter) {
  return std::find(size_paths.begin(), size_paths.end(), parameter.path) != size_paths.end();
}

double agents_at(const Results& results, std::size_t point) {
  for (const SweptParameter& parameter : results.parameters)
    if (is_size(parameter)) return agents_of(parameter.path, parameter.values[point]);
  for (const std::string_view path : size_paths)
    for (const Attribute& attribute : results.reader.attributes())
      if (attribute.name == path) return agents_of(path, cell_of(attribute.value));
  return static_cast<double>(results.agents);
}

}  // namespace heed::analysis
