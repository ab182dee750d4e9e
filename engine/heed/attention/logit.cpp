#include "heed/attention/logit.hpp"

#include <limits>

namespace heed {

double logit(const Attention& attention, const TieFacts& tie, Pair<double> said, double temperature) {
  for (const auto& mask : attention.masks) {
    const bool open = std::visit(
        [&]<class M>(const M& m) {
          if constexpr (PairMask<M>)
            return static_cast<bool>(m.allows(said));
          else
            return true;
        },
        mask.part());
    if (!open) return -std::numeric_limits<double>::infinity();
  }
  double bias = 0;
  for (const auto& part : attention.biases)
    bias += std::visit([&](const auto& b) { return b(tie); }, part.part());
  const double score = std::visit(
      [&]<class S>(const S& s) -> double {
        if constexpr (ContentScore<S>)
          return s(said);
        else
          return s(tie);
      },
      attention.score.part());
  return attention.bias_in_temperature ? (score + bias) / temperature : score / temperature + bias;
}

}  // namespace heed
