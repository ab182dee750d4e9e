#include "heed/graph/network.hpp"

#include "heed/core/error.hpp"
#include "heed/core/fields.hpp"

#include <algorithm>
#include <cmath>

namespace heed {
namespace {

std::string known_columns(const Network& network) {
  std::vector<std::string> names;
  for (const Column& c : network.columns) names.push_back("'" + c.name + "'");
  return names.empty() ? "the network has no columns" : "columns here: " + join(names);
}

/// Numbers each distinct value in increasing order; `missing` values get -1.
template <class T, class Missing>
std::vector<std::int32_t> numbered(const std::vector<T>& values, std::vector<T>& distinct, Missing missing) {
  for (const T& v : values)
    if (!missing(v)) distinct.push_back(v);
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  std::vector<std::int32_t> out;
  for (const T& v : values)
    out.push_back(missing(v) ? -1
                             : static_cast<std::int32_t>(
                                   std::lower_bound(distinct.begin(), distinct.end(), v) - distinct.begin()));
  return out;
}

template <class T> std::vector<T> picked(const std::vector<T>& values, std::span<const Agent> keep) {
  std::vector<T> out;
  if (values.empty()) return out;
  out.reserve(keep.size());
  for (const Agent i : keep) out.push_back(values[static_cast<std::size_t>(i)]);
  return out;
}

}  // namespace

const Column* Network::column(std::string_view name) const {
  for (const Column& c : columns)
    if (c.name == name) return &c;
  return nullptr;
}

const std::vector<double>& Network::numbers(std::string_view name) const {
  const Column* found = column(name);
  if (!found)
    throw Error(ErrorKind::data, "there is no column '" + std::string(name) + "'; " + known_columns(*this));
  if (const auto* values = std::get_if<std::vector<double>>(&found->values)) return *values;
  throw Error(ErrorKind::data, "column '" + std::string(name) + "' holds text where numbers are needed");
}

void Network::use_as_community(std::string_view name) {
  const Column* found = column(name);
  if (!found)
    throw Error(ErrorKind::data,
                "there is no column '" + std::string(name) + "' for communities; " + known_columns(*this));
  community_names.clear();
  if (const auto* numbers = std::get_if<std::vector<double>>(&found->values)) {
    std::vector<double> distinct;
    community = numbered(*numbers, distinct, [](double v) { return std::isnan(v); });
    for (const double v : distinct) community_names.push_back(to_text(v));
  } else {
    std::vector<std::string> distinct;
    community =
        numbered(std::get<1>(found->values), distinct, [](const std::string& v) { return v.empty(); });
    community_names = distinct;
  }
}

Network subnetwork(const Network& network, std::span<const Agent> keep) {
  Network out;
  out.graph = subgraph(network.graph, keep);
  out.labels = picked(network.labels, keep);
  out.ids = picked(network.ids, keep);
  if (out.labels.empty())
    for (const Agent i : keep) out.labels.push_back(std::to_string(i));
  out.community = picked(network.community, keep);
  // Communities that are gone leave no number behind.
  const std::int32_t most =
      network.community.empty() ? -1 : *std::max_element(network.community.begin(), network.community.end());
  std::vector<std::int32_t> number(static_cast<std::size_t>(most) + 1, -1);
  std::int32_t left = 0;
  for (const std::int32_t c : out.community)
    if (c >= 0) number[static_cast<std::size_t>(c)] = 0;
  for (std::size_t c = 0; c < number.size(); ++c)
    if (number[c] == 0) {
      number[c] = left++;
      if (c < network.community_names.size()) out.community_names.push_back(network.community_names[c]);
    }
  for (std::int32_t& c : out.community)
    if (c >= 0) c = number[static_cast<std::size_t>(c)];
  out.notes = network.notes;
  for (const Column& c : network.columns)
    std::visit([&](const auto& values) { out.columns.push_back({c.name, picked(values, keep)}); }, c.values);
  return out;
}

}  // namespace heed
