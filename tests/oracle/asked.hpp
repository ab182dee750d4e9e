#pragma once
#include "heed/predict/law.hpp"

#include <optional>
#include <string>

#include "catch.hpp"

namespace heed::tests {

/// A setting to ask about: a model on a network.
inline Case setting(const Model& model, const Network& network, std::int64_t steps = 100,
                    std::uint64_t seed = 1) {
  return Case(Setup{.model = model, .network = network, .seed = seed, .steps = steps, .changes = {}});
}

/// What a law says; the law must be in the catalogue.
inline Answer asked(const Case& c, const std::string& law) {
  for (Finding& finding : ask_all(c))
    if (finding.law == law) return finding.answer;
  FAIL("no law '" + law + "'");
  return {};
}

/// A prediction of a law that must hold and make it.
inline Prediction predicted(const Case& c, const std::string& law, const std::string& quantity) {
  const Answer answer = asked(c, law);
  INFO(law + ": " + answer.reason);
  for (const Prediction& p : answer.predictions)
    if (p.quantity == quantity) return p;
  FAIL("law '" + law + "' predicts no '" + quantity + "'");
  return {};
}

}  // namespace heed::tests
