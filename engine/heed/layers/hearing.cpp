#include "heed/layers/hearing.hpp"

#include "heed/core/error.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

namespace heed::layers {
namespace {

[[noreturn]] void wrong(const std::string& text) { throw Error(ErrorKind::data, text); }

void check_lengths(const Hearing& hearing, Index keys) {
  if (hearing.lengths.empty()) return;
  if (static_cast<Index>(hearing.lengths.size()) != hearing.sequences)
    wrong(fmt::format("attention: {} lengths for {} sequences; give one for each, or none",
                      hearing.lengths.size(), hearing.sequences));
  for (const Index length : hearing.lengths)
    if (length < 0 || length > keys)
      wrong(fmt::format("attention: a sequence of length {} among {} places; lengths are 0 … {}", length,
                        keys, keys));
}

void check_edges(const Hearing& hearing, const AttentionShape& shape, Index biases) {
  const Edges& edges = *hearing.edges;
  if (hearing.causal || !hearing.lengths.empty() || !hearing.query_place.empty() ||
      !hearing.key_place.empty())
    wrong("attention: edges say who hears whom; leave out causal, lengths and places beside them");
  if (edges.hearers() != shape.hearers || edges.keys() != shape.keys)
    wrong(fmt::format("attention: edges for {} hearers and {} keys, but sequences have {} and {}",
                      edges.hearers(), edges.keys(), shape.hearers, shape.keys));
  if (edges.has_bias() != (biases > 0) && edges.size() > 0)
    wrong(biases > 0
              ? "attention: the layer has a table of biases, but the edges do not say which; give each a bias"
              : "attention: edges have biases, but the layer no table of them; set `biases`");
  for (const std::int32_t bias : edges.biases())
    if (bias >= biases)
      wrong(fmt::format("attention: bias {} of an edge, but the table has {} rows", bias, biases));
}

void check_places(const Hearing& hearing, const AttentionShape& shape, Index biases) {
  const auto check = [&](const char* what, const std::vector<std::int32_t>& place, Index count) {
    if (!place.empty() && static_cast<Index>(place.size()) != count)
      wrong(fmt::format("attention: '{}' has {} numbers for sequences of {}", what, place.size(), count));
    for (const std::int32_t p : place)
      if (p < 0 || p > 1 << 30)
        wrong(fmt::format("attention: '{}' has a place {}; places are 0 … 2^30", what, p));
  };
  check("query_place", hearing.query_place, shape.hearers);
  check("key_place", hearing.key_place, shape.keys);
  if (biases > 0 && biases % 2 == 0)
    wrong(fmt::format("attention: {} biases by place; for -w … w their number is 2 w + 1, which is odd",
                      biases));
}

}  // namespace

Edges::Edges(Index keys, std::vector<Index> first, std::vector<Agent> key, std::vector<std::int32_t> bias)
    : first_(std::move(first)), key_(std::move(key)), bias_(std::move(bias)) {
  if (first_.empty() || first_.front() != 0 || !std::is_sorted(first_.begin(), first_.end()) ||
      first_.back() != static_cast<Index>(key_.size()))
    wrong(fmt::format("edges: 'first' should go up from 0 to the {} edges, with one number more than hearers",
                      key_.size()));
  if (!bias_.empty() && bias_.size() != key_.size())
    wrong(fmt::format("edges: {} biases for {} edges; give each one, or none", bias_.size(), key_.size()));
  for (const Agent k : key_)
    if (k < 0 || k >= keys) wrong(fmt::format("edges: key {} is not one of 0 … {}", k, keys - 1));
  for (const std::int32_t b : bias_)
    if (b < 0) wrong(fmt::format("edges: bias {} is negative; they are rows of a table, from 0", b));
  index(keys);
}

Edges::Edges(const Graph& graph) {
  for (Agent i = 0; i <= graph.agents(); ++i) first_.push_back(graph.first(i));
  for (Agent i = 0; i < graph.agents(); ++i)
    key_.insert(key_.end(), graph.hears(i).begin(), graph.hears(i).end());
  index(graph.agents());
}

void Edges::index(Index keys) {
  hearer_.resize(key_.size());
  for (Index i = 0; i < hearers(); ++i)
    std::fill(hearer_.begin() + first(i), hearer_.begin() + first(i + 1), static_cast<Agent>(i));
  by_key_.assign(static_cast<std::size_t>(keys) + 1, 0);
  for (const Agent k : key_) ++by_key_[static_cast<std::size_t>(k) + 1];
  std::partial_sum(by_key_.begin(), by_key_.end(), by_key_.begin());
  std::vector<Index> next(by_key_.begin(), by_key_.end() - 1);
  edge_by_key_.resize(key_.size());
  for (Index e = 0; e < size(); ++e)
    edge_by_key_[static_cast<std::size_t>(next[static_cast<std::size_t>(key(e))]++)] = e;
}

AttentionShape shape_of(const Hearing& hearing, Index rows, Index key_rows, Index width, Index heads,
                        Index biases) {
  const Index sequences = hearing.sequences;
  if (sequences < 1) wrong(fmt::format("attention: {} sequences; there should be at least 1", sequences));
  for (const Index count : {rows, key_rows})
    if (count % sequences != 0)
      wrong(fmt::format(
          "attention: {} rows do not make {} sequences of one length; fill up with padding and say "
          "'lengths'",
          count, sequences));
  const AttentionShape shape{sequences, rows / sequences, key_rows / sequences, heads, width / heads};
  if (hearing.causal && shape.hearers != shape.keys)
    wrong(
        fmt::format("attention: causal with {} hearers and {} keys; it is for sequences that hear themselves",
                    shape.hearers, shape.keys));
  check_lengths(hearing, shape.keys);
  if (hearing.edges)
    check_edges(hearing, shape, biases);
  else
    check_places(hearing, shape, biases);
  return shape;
}

std::vector<std::int32_t> places(const std::vector<std::int32_t>& given, Index count) {
  if (!given.empty()) return given;
  std::vector<std::int32_t> out(static_cast<std::size_t>(count));
  std::iota(out.begin(), out.end(), 0);
  return out;
}

}  // namespace heed::layers
