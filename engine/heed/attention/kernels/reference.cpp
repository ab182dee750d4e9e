#include "heed/attention/kernels/reference.hpp"

#include "heed/core/error.hpp"

#include <cmath>
#include <limits>
#include <tuple>
#include <variant>

namespace heed {
namespace {

/// Allows every pair: what stands where no mask looks at opinions.
struct Open {
  template <class V> bool allows(Pair<V>) const { return true; }
};

template <class Real, class S, class M> class Reference final : public Attend<Real> {
 public:
  Reference(const Attention& attention, std::shared_ptr<const Candidates> candidates, S score, M mask,
            std::int64_t count)
      : candidates_(std::move(candidates)),
        score_(std::move(score)),
        mask_(mask),
        count_(count),
        bias_in_temperature_(attention.bias_in_temperature),
        empty_row_(attention.empty_row) {}

  void weights(Agent i, const Said<Real>& said, Real temperature, Row<Real>& row) const override {
    row.heard.clear();
    row.score.clear();
    row.bias.clear();
    if (candidates_->everyone()) {
      for (Agent j = 0; j < candidates_->agents(); ++j)
        if (j != i || candidates_->self()) consider(i, j, -1, said, row);
    } else {
      Edge e = candidates_->graph().first(i);
      for (const Agent j : candidates_->graph().hears(i)) consider(i, j, e++, said, row);
    }
    softmax(row, temperature, bias_in_temperature_, count_);
    if (row.heard.empty()) alone(i, row);
  }

  std::string_view algorithm() const override { return "reference"; }
  double pairs() const override { return candidates_->pairs(); }

 private:
  /// Adds agent j, edge e of the graph (-1: everyone is within reach), to the row of agent i if the mask lets
  /// it through.
  void consider(Agent i, Agent j, Edge e, const Said<Real>& said, Row<Real>& row) const {
    const Pair<Real> pair{heed::row(said.query, i).data(), heed::row(said.key, j).data(),
                          static_cast<int>(said.query.cols())};
    if (!mask_.allows(pair)) return;
    Real score;
    if constexpr (ContentScore<S>)
      score = score_(pair);
    else
      score = static_cast<Real>(e < 0 ? candidates_->score(i, j) : candidates_->score(e));
    if (score == -std::numeric_limits<Real>::infinity()) return;
    row.heard.push_back(j);
    row.score.push_back(score);
    if (candidates_->biased())
      row.bias.push_back(static_cast<Real>(e < 0 ? candidates_->bias(i, j) : candidates_->bias(e)));
  }

  void alone(Agent i, Row<Real>& row) const {
    if (empty_row_ == EmptyRow::error)
      throw Error(ErrorKind::numeric,
                  "agent " + std::to_string(i) +
                      " hears no one; widen the mask, or set attention.empty_row = \"keep\"");
    if (empty_row_ == EmptyRow::keep) return;
    row.heard = {i};
    row.weight = {Real(1)};
  }

  std::shared_ptr<const Candidates> candidates_;
  S score_;
  M mask_;
  std::int64_t count_;
  bool bias_in_temperature_;
  EmptyRow empty_row_;
};

}  // namespace

template <class Real>
std::unique_ptr<Attend<Real>> make_reference(const Attention& attention,
                                             std::shared_ptr<const Candidates> candidates) {
  std::int64_t count = 0;
  std::unique_ptr<Attend<Real>> out;
  const auto make = [&](const auto& mask) {
    std::visit(
        [&]<class S>(const S& score) {
          out = std::make_unique<Reference<Real, S, std::decay_t<decltype(mask)>>>(attention, candidates,
                                                                                   score, mask, count);
        },
        attention.score.part());
  };
  for (const auto& choice : attention.masks)
    std::visit(
        [&]<class M>(const M& mask) {
          if constexpr (CountMask<M>) count = mask.keeps();
        },
        choice.part());
  for (const auto& choice : attention.masks)
    std::visit(
        [&]<class M>(const M& mask) {
          if constexpr (PairMask<M>) make(mask);
        },
        choice.part());
  if (!out) make(Open{});
  return out;
}

template std::unique_ptr<Attend<float>> make_reference(const Attention&, std::shared_ptr<const Candidates>);
template std::unique_ptr<Attend<double>> make_reference(const Attention&, std::shared_ptr<const Candidates>);

}  // namespace heed
