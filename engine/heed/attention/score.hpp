#pragma once
#include "heed/graph/graph.hpp"

#include <cmath>
#include <concepts>
#include <cstdint>
#include <string_view>

namespace heed {

/// What a hearer asks and a speaker says: `size` numbers each. V is a number, or a pack of numbers, one for
/// each of several pairs; so a score is written once and serves the plain loop, the vector kernel and the
/// gradient.
template <class V> struct Pair {
  const V* query;
  const V* key;
  int size;
};

/// What is known of a tie, whatever is said over it. Without a graph below (mask `all`), weight is 1 and
/// hops 1.
struct TieFacts {
  Agent hearer, heard;
  double weight;
  int hops;                                        ///< 0 for an agent and itself
  std::int32_t hearer_community, heard_community;  ///< -1 where unknown
  Edge heard_by;                                   ///< how many hear the heard
};

/// What is known of all queries and keys at once: the largest distance between any two of them is at most
/// `diameter`, no norm is above `norm`, and each has `size` numbers.
struct Extent {
  double diameter, norm;
  int size;
};
/// Between which values a score lies.
struct ScoreRange {
  double lowest, highest;
};

/// A score says how much the query heeds the key, before temperature and softmax: one number per pair. It
/// declares `summary`, where it has parameters `fields(Fields&)`, and where it can its `range(Extent)`: with
/// it a kernel knows, once for all rows, whether exponentials may be taken as they are, and need not look for
/// the largest of each row first. One file of the catalogue `scores`.
template <class S>
concept ContentScore = requires(const S s, Pair<double> d, Pair<float> f) {
  { S::summary } -> std::convertible_to<std::string_view>;
  { s(d) } -> std::same_as<double>;
  { s(f) } -> std::same_as<float>;
};

template <class S>
concept RangedScore = requires(const S s, const Extent& e) {
  { s.range(e) } -> std::same_as<ScoreRange>;
};

/// A score that looks at the tie instead of at what is said. -∞ closes the tie.
template <class S>
concept TieScore = requires(const S s, const TieFacts& t) {
  { S::summary } -> std::convertible_to<std::string_view>;
  { s(t) } -> std::same_as<double>;
};

template <class S>
concept Score = ContentScore<S> || TieScore<S>;

/// A bias is added to the logit for where the pair sits; exp(bias) is a prior. One file of the catalogue
/// `biases`.
template <class B>
concept Bias = TieScore<B>;

/// A mask says whom an agent may heed at all. One file of the catalogue `masks`, of one of three sorts:
/// it says who is within reach on a graph, or which pairs it allows, or how many it keeps.
template <class M>
concept ReachMask = requires(const M m) {
  { M::everyone } -> std::convertible_to<bool>;  // all agents, whatever the graph
  { m.hops() } -> std::same_as<int>;             // else: at most so many ties away
};
template <class M>
concept PairMask = requires(const M m, Pair<double> d, Pair<float> f) {
  { m.allows(d) } -> std::same_as<bool>;
  { m.allows(f) } -> std::same_as<bool>;
};
template <class M>
concept CountMask = requires(const M m) {
  { m.keeps() } -> std::same_as<std::int64_t>;  // the so many largest logits, ties by lower agent
};
template <class M>
concept Mask = ReachMask<M> || PairMask<M> || CountMask<M>;

/// |query - key|².
template <class V> V squared_distance(Pair<V> p) {
  V sum = (p.query[0] - p.key[0]) * (p.query[0] - p.key[0]);
  for (int c = 1; c < p.size; ++c) sum += (p.query[c] - p.key[c]) * (p.query[c] - p.key[c]);
  return sum;
}

/// |query - key|, exact for one number.
template <class V> V distance(Pair<V> p) {
  using std::abs, std::sqrt;
  return p.size == 1 ? abs(p.query[0] - p.key[0]) : sqrt(squared_distance(p));
}

/// query · key.
template <class V> V dot_product(const V* query, const V* key, int size) {
  V sum = query[0] * key[0];
  for (int c = 1; c < size; ++c) sum += query[c] * key[c];
  return sum;
}

}  // namespace heed
