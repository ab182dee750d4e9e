#pragma once
#include "heed/audit/influence.hpp"
#include "heed/run/sweep.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace heed::analysis {

/// What `heed audit` is asked for.
struct AuditOptions {
  std::string file = {}, folder = {}, topic = {};  ///< an empty topic is the first one
  std::vector<std::string> sets = {};
  std::int64_t run = -1;                    ///< of a sweep, from 0; below 0: none was named
  std::int64_t from = 0;                    ///< the step at which twins part
  std::vector<std::int64_t> horizons = {};  ///< none: 1, 2, 5, 10, … 100, as far as the run goes
  Act act = Act::nudge;
  double delta = 0;         ///< 0: a hundredth of the spread of opinions
  std::int64_t agents = 0;  ///< 0: as many as `budget` allows
  double budget = 3e9;      ///< pairs that are looked at, some seconds
  double most = 0;          ///< above 0: refuse to ask what takes more pairs than this
};

/// A run whose attention was held against influence.
struct Audit {
  std::string file = {}, title = {},
              run = {};  ///< `run`: what makes it one of a sweep, empty where nothing was swept
  std::string scenario_text = {};
  std::int64_t from = 0, steps = 0;
  std::uint64_t seed = 1;
  Network network = {};
  std::vector<std::string> topics = {};
  double largest = 0, spread = 0;  ///< |opinion| and standard deviation when twins part, on the topic asked
  bool flips = false;              ///< is a nudge a change to another of a few values
  bool chance = false;             ///< do agents draw, or take turns, at random
  Influence influence = {};
  std::optional<ExactInfluence> exact = {};
  std::optional<Eigen::VectorXd> long_run = {};
  std::vector<std::string> notes = {};  ///< what a careful reader should know

  const Question& question() const { return influence.question; }
  /// The name of an agent in its source, or its number.
  std::string name_of(Agent agent) const;
};

/// Makes the run again, lets twins part from it, and asks what each agent did to the others.
/// Throws FileErrors, Error (usage, data, numeric), Interrupted.
Audit ask(const AuditOptions& options, const MakeScenario& make, SweepMonitor& monitor);

}  // namespace heed::analysis
