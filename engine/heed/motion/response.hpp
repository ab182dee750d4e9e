#pragma once
#include "heed/attention/score.hpp"
#include "heed/core/random.hpp"

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <memory>
#include <span>

namespace heed {

/// What an agent has before it when it makes up its mind.
template <class Real> struct Hearing {
  std::span<const Real> own;   ///< x_i, K numbers
  std::span<const Real> said;  ///< y_i, K numbers; of several draws one after the other
  std::size_t heeded;  ///< how many are behind it: those of the mean (0: it hears no one), or the draws
  Real temperature;    ///< T_i

  /// What was said in draw d.
  std::span<const Real> drawn(std::size_t d) const { return said.subspan(d * own.size(), own.size()); }
};

/// A dynamics that answers says what an agent makes of what it hears: r in
///
///     x' = (1-θ) [(1-α) x + α r] + θ x(0) + σ ξ
///
/// in place of y itself. `answer` writes r, K numbers, and may take random numbers from the stream, which is
/// the agent's own for this move. It returns whether r had to be cut off at a bound of the model: such moves
/// are counted and reported. Beside it a dynamics may say how many it hears in mode sample (`draws()`, else
/// one).
template <class D>
concept Answers = requires(const D d, const Hearing<double>& hearing, const Hearing<float>& single,
                           Stream& stream, std::span<double> out, std::span<float> single_out) {
  { d.answer(hearing, stream, out) } -> std::same_as<bool>;
  { d.answer(single, stream, single_out) } -> std::same_as<bool>;
};

/// The answer of any dynamics: one virtual call for each move of an agent.
template <class Real> class Response {
 public:
  virtual ~Response() = default;
  virtual std::size_t draws() const = 0;
  virtual bool answer(const Hearing<Real>& hearing, Stream& stream, std::span<Real> out) const = 0;
};

template <class Real, Answers D> class ResponseOf final : public Response<Real> {
 public:
  explicit ResponseOf(const D& dynamics) : dynamics_(dynamics) {}
  std::size_t draws() const override {
    if constexpr (requires { dynamics_.draws(); })
      return static_cast<std::size_t>(dynamics_.draws());
    else
      return 1;
  }
  bool answer(const Hearing<Real>& hearing, Stream& stream, std::span<Real> out) const override {
    return dynamics_.answer(hearing, stream, out);
  }

 private:
  D dynamics_;
};

/// The response of a dynamics; null where it has none, and what is heard stands as it is.
template <class Real, class D> std::unique_ptr<Response<Real>> response_of(const D& dynamics) {
  if constexpr (Answers<D>)
    return std::make_unique<ResponseOf<Real, D>>(dynamics);
  else
    return nullptr;
}

/// |x - y|, Euclidean over topics; of several draws that of the first.
template <class Real> Real distance(const Hearing<Real>& hearing) {
  return distance(Pair<Real>{hearing.own.data(), hearing.said.data(), static_cast<int>(hearing.own.size())});
}

/// r = y.
template <class Real> void follow(std::span<const Real> said, std::span<Real> out) {
  std::copy(said.begin(), said.end(), out.begin());
}

/// r = x + share (y - x): with a share below 0 away from what is said.
template <class Real> void go(const Hearing<Real>& hearing, Real share, std::span<Real> out) {
  for (std::size_t c = 0; c < out.size(); ++c)
    out[c] = hearing.own[c] + share * (hearing.said[c] - hearing.own[c]);
}

/// Cuts off what lies outside [low, high]; true when anything did.
template <class Real> bool cut_off(std::span<Real> out, double low, double high) {
  bool cut = false;
  for (Real& x : out) {
    const Real kept = std::clamp(x, static_cast<Real>(low), static_cast<Real>(high));
    cut |= kept != x;
    x = kept;
  }
  return cut;
}

}  // namespace heed
