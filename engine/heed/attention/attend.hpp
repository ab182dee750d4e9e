#pragma once
#include "heed/attention/attention.hpp"
#include "heed/core/matrix.hpp"
#include "heed/graph/network.hpp"

#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace heed {

/// What everyone asks, is found by, and says: query and key (N, D), value (N, K). In opinion dynamics all
/// three are the opinions.
template <class Real> struct Said {
  const Matrix<Real>& query;
  const Matrix<Real>& key;
  const Matrix<Real>& value;

  explicit Said(const Matrix<Real>& opinions) : query(opinions), key(opinions), value(opinions) {}
  Said(const Matrix<Real>& q, const Matrix<Real>& k, const Matrix<Real>& v) : query(q), key(k), value(v) {}
};

/// One temperature for all, or one for each agent.
template <class Real> struct Temperatures {
  std::span<const Real> values;
  Real operator[](std::size_t agent) const { return values.size() == 1 ? values[0] : values[agent]; }
};

/// Whom one agent heeds, in increasing order, and how much; the weights sum to 1. Both empty: it hears no
/// one. The rest is room to work in, so that a row used again and again allocates nothing.
template <class Real> struct Row {
  std::vector<Agent> heard;
  std::vector<Real> weight;
  std::vector<Real> score, bias;
  std::vector<std::size_t> order;
};

/// The attention operator, made once for a setting and a network and applied at each step:
///
///     a_i = softmax over j in the mask of i of  s(q_i, k_j) / T_i + b_ij
///
/// An implementation gives the weights of a row; what follows from them has defaults here, which faster
/// implementations replace. All are const and safe to call from several threads.
template <class Real> class Attend {
 public:
  virtual ~Attend() = default;

  /// The weights of agent i at temperature T > 0. O(pairs · D).
  virtual void weights(Agent i, const Said<Real>& said, Real temperature, Row<Real>& row) const = 0;
  /// out_i = Σ_j a_ij v_j for all i, (N, K); an agent that hears no one gets its own value. Rows in parallel,
  /// each in the order of those heard: the same bits on any number of threads.
  virtual void mean(const Said<Real>& said, Temperatures<Real> temperature, Matrix<Real>& out) const;
  /// Σ_j a_ij v_j of agent i alone, K numbers, its own value when it hears no one; returns how many it heeds.
  /// `room` is worked in. O(pairs · (D + K)).
  virtual std::size_t mean_for(Agent i, const Said<Real>& said, Real temperature, Row<Real>& room,
                               std::span<Real> out) const;
  /// One of those agent i heeds, by u in [0, 1) as `drawn_from` of its weights. O(pairs · D), and O(1) where
  /// all are heeded alike.
  virtual Agent draw(Agent i, const Said<Real>& said, Real temperature, double u, Row<Real>& room) const;
  /// The name of the way it is computed, as recorded with a run.
  virtual std::string_view algorithm() const = 0;
  /// Pairs looked at in one application to all agents.
  virtual double pairs() const = 0;
};

/// The operator for a setting, on a network: scores, masks and biases are resolved here, once, and the way it
/// is computed is chosen (`Attention::algorithm`).
/// Throws Error (data) where the setting does not fit the network: a score by community without communities,
/// a bilinear matrix of another size than `topics`, a fast transform asked for where none exists.
template <class Real>
std::unique_ptr<Attend<Real>> make_attend(const Attention& attention, const Network& network, int topics);

/// Σ_j a_ij v_j of one row, as v_i + Σ_j a_ij (v_j - v_i), so that agents that agree keep their value to the
/// last bit.
template <class Real>
void mean_of(const Row<Real>& row, Agent i, const Matrix<Real>& value, std::span<Real> out);

/// One of those heeded, drawn with the weights: the first j at which their running sum exceeds u in [0, 1); i
/// itself when the row is empty.
template <class Real> Agent drawn_from(const Row<Real>& row, Agent i, double u);

}  // namespace heed
