#pragma once
#include "heed/predict/law.hpp"

#include <optional>
#include <string>
#include <vector>

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

/// Opinions uniform on [-1, 1].
inline std::vector<double> random_values(Agent agents, std::uint64_t seed) {
  std::vector<double> out;
  Stream stream(seed, Purpose::test);
  for (Agent i = 0; i < agents; ++i) out.push_back(stream.uniform(-1, 1));
  return out;
}

/// What a run kept: the opinions of its last step alone.
inline Record record_of(const Simulation<double>& simulation) {
  Record out;
  out.snapshots = {static_cast<double>(simulation.steps())};
  const Matrix<double> state = simulation.state();
  out.opinions = [state](std::size_t) { return state; };
  out.steps = static_cast<double>(simulation.steps());
  return out;
}

}  // namespace heed::tests
