#include "heed/theory/relaxation.hpp"

#include "heed/predict/conditions.hpp"

#include <cmath>
#include <numbers>

namespace heed::theory {

Answer Relaxation::operator()(const Case& c) const {
  Reason reason = first_of({unless_fixed_weights(c), unless_synchronous(c), unless_quiet(c), unless_free(c)});
  if (reason.empty()) reason = unless_one_class(c);
  if (reason.empty() && !c.stationary()) reason = "the eigen-solver did not converge";
  if (!reason.empty()) return {reason, {}};
  Answer out;
  if (const Ends* ends = c.ends()) {
    out.predictions.push_back({"second eigenvalue", ends->second});
    out.predictions.push_back({"lowest eigenvalue", ends->lowest});
  }
  const double modulus = c.stationary()->modulus, gap = 1 - modulus;
  const std::string suffix = c.topic_suffix(0);
  out.predictions.push_back({.quantity = "decay per step",
                             .value = modulus,
                             .measured = [=](const Record& r) { return measured_decay(r, suffix); }});
  if (!(gap > 1e-14)) return out;
  out.predictions.push_back({"relaxation time", modulus > 0 ? -1 / std::log(modulus) : 0});
  if (!c.balanced()) return out;
  const double least = c.stationary()->weight.minCoeff();
  out.predictions.push_back({"mixing time at least", std::max(0.0, (1 / gap - 1) * std::numbers::ln2)});
  if (least > 0) out.predictions.push_back({"mixing time at most", std::log(4 / least) / gap});
  return out;
}

}  // namespace heed::theory
