// A run gone on with at any step, from what it carries, has the same bits as one never left: over the
// catalogues of dynamics, schedules, events, temperatures, integrators, and both precisions.
#include "heed/dynamics.hpp"
#include "heed/observables.hpp"
#include "heed/run/scenario.hpp"
#include "heed/schedules.hpp"
#include "scenarios/load.hpp"

#include "catch.hpp"
#include "recorded.hpp"

using namespace heed;
using heed::tests::Appended;
using heed::tests::Twin;

namespace {

const char* const base = R"(
[run]
steps = 11
tolerance = 0.0
[graph]
kind = "stochastic_block"
blocks = [7, 7]
p_in = 0.7
p_out = 0.2
[opinions]
topics = ["a", "b"]
initial = { kind = "uniform", low = 0.1, high = 0.9 }
[record]
opinions_every = 1
graph_every = 1
observables = ["mean", "variance", "max_displacement", "clipped_share", "attention_entropy", "disagreement"]
)";

/// A run of one setting, left and gone on with at steps 3, 7 and 10; false where there is no such run.
bool same_bits(const std::string& more, std::vector<Setting> settings) {
  std::vector<Problem> problems;
  settings.insert(settings.begin(), {"attention.temperature", "0.4", ""});
  ScenarioFile file = ScenarioFile::parse(base + more).with(settings);
  auto scenario = scenarios::make_point(file, problems);
  if (!problems.empty()) {  // a model that settles it itself
    settings.erase(settings.begin());
    problems.clear();
    file = ScenarioFile::parse(base + more).with(settings);
    scenario = scenarios::make_point(file, problems);
  }
  if (!problems.empty()) return false;
  Appended whole;
  Twin first;
  Outcome outcome;
  try {
    outcome = scenario->run(file, whole, first);
  } catch (const Error& e) {
    INFO(e.what());
    CHECK(e.kind() == ErrorKind::data);  // a setting that does not fit these ties or opinions
    return false;
  }
  for (const auto& [step, state] : first.kept) {
    if (step != 3 && step != 7 && step != 10) continue;
    INFO("left at step " << step);
    Appended rest;
    Twin second;
    second.given = state;
    const Outcome again = scenarios::make_point(file, problems)->run(file, rest, second);
    CHECK((rest.after(-1) == whole.after(static_cast<double>(step))));  // not shown: bytes
    CHECK(rest.attributes == whole.attributes);
    CHECK(again.steps == outcome.steps);
    CHECK(again.ending == outcome.ending);
    CHECK(again.warnings == outcome.warnings);
    CHECK(again.measured == outcome.measured);
    CHECK(again.facts == outcome.facts);
  }
  return first.kept.size() == 11;
}

const char* const no_event = "";
const char* const rewired = R"(
[[event]]
step = 2
every = 2
kind = "rewire"
threshold = 0.2
rate = 0.8
[[event]]
step = 6
every = 3
kind = "remove_ties"
ties = "within"
share = 0.2
)";
const char* const stubborn = R"(
[[event]]
step = 3
every = 3
kind = "add_stubborn"
count = 3
opinion = 1.0
)";
const char* const reset = R"(
[[event]]
step = 5
set = { attention.temperature = 0.1, dynamics.stubbornness = { kind = "values", values = [0.0, 1.0] } }
[[event]]
step = 8
set = { attention.temperature = { kind = "ramp", from = 0.1, to = 0.5, first = 8, last = 10 } }
)";

std::string as_toml(std::string_view word) { return "'" + std::string(word) + "'"; }

}  // namespace

TEST_CASE("every dynamics by every schedule goes on with the same bits, with events and without", "[A24]") {
  const std::string precision = GENERATE("'float64'", "'float32'");
  const std::string events = GENERATE(no_event, rewired, stubborn, reset);
  const std::vector<Setting> free[] = {{}, {{"attention.mode", "'sample'", ""}}};
  int with_events = 0;
  for (const Kind& dynamics : Choice<dynamics::Catalogue>().kinds()) {
    int runs = 0;
    for (const Kind& schedule : Choice<schedules::Catalogue>().kinds())
      for (const std::vector<Setting>& more : free) {
        INFO(dynamics.name << ", " << schedule.name << ", " << more.size() << ", " << precision << events);
        std::vector<Setting> settings = more;
        settings.push_back({"dynamics.kind", as_toml(dynamics.name), ""});
        settings.push_back({"run.precision", precision, ""});
        if (dynamics.name == "transformer") settings.push_back({"dynamics.project", "true", ""});
        if (std::string(schedule.name) != "synchronous")  // some models settle it themselves
          settings.push_back({"dynamics.schedule", as_toml(schedule.name), ""});
        bool done = same_bits(events, settings);
        // Some settle the temperature themselves, some are defined for two opinions, on one topic.
        std::vector<Setting> two = settings;
        two.push_back({"opinions.topics", "['a']", ""});
        for (const std::string values : {"[0.0, 1.0]", "[-1.0, 1.0]"}) {
          if (done) break;
          std::vector<Setting> of = two;
          of.push_back({"opinions.initial", "{ kind = 'values', values = " + values + " }", ""});
          done = same_bits(events, of);
        }
        runs += done;
      }
    INFO(dynamics.name << events);
    if (events.empty()) CHECK(runs > 0);
    with_events += runs;
  }
  CHECK(with_events > 5);
}

TEST_CASE("temperatures, integrators, spaces and noise go on with the same bits", "[A24]") {
  const std::string events = GENERATE(no_event, rewired, stubborn, reset);
  const std::vector<std::vector<Setting>> all{
      {{"attention.temperature", "{ kind = 'ramp', from = 1.0, to = 0.1, last = 9 }", ""}},
      {{"attention.temperature", "{ kind = 'steps', starts = [0, 4, 8], values = [1.0, 0.1, 0.5] }", ""}},
      {{"attention.temperature", "{ kind = 'drawn', law = { kind = 'log_normal' } }", ""}},
      {{"dynamics.noise", "0.1", ""}},
      {{"dynamics.stubbornness", "{ kind = 'uniform', low = 0.0, high = 0.5 }", ""}},
      {{"run.tolerance", "10.0", ""}, {"run.patience", "20", ""}},
      {{"dynamics.kind", "'continuous'", ""}, {"dynamics.integrator", "'runge_kutta'", ""}},
      {{"dynamics.kind", "'continuous'", ""},
       {"dynamics.integrator", "'euler_maruyama'", ""},
       {"dynamics.diffusion", "0.1", ""}},
      {{"dynamics.kind", "'transformer'", ""}, {"dynamics.project", "true", ""}},
      {{"dynamics.kind", "'mean_shift'", ""}, {"dynamics.step", "0.2", ""}},
      {{"dynamics.kind", "'activity_driven'", ""}}};
  int runs = 0;
  for (std::size_t k = 0; k < all.size(); ++k) {
    INFO(all[k].front().path << " = " << all[k].front().value << " (" << k << ")" << events);
    const bool done = same_bits(events, all[k]);
    runs += done;
    if (events.empty()) CHECK(done);
  }
  CHECK(runs > 3);
}

TEST_CASE("an event that changes the dynamics, or the space it goes in, is gone on from with the same bits") {
  for (const std::string set :
       {"dynamics.kind = 'continuous'", "dynamics.kind = 'transformer', dynamics.project = true",
        "attention.score = 'dot'", "dynamics.schedule = 'gossip', dynamics.noise = 0.1",
        "attention.temperature = { kind = 'drawn' }"}) {
    INFO(set);
    CHECK(same_bits("[[event]]\nstep = 4\nset = { " + set + " }\n", {}));
  }
}
