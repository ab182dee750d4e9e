#include "scenarios/market/market.hpp"

#include "scenarios/inputs.hpp"
#include "scenarios/market/recording.hpp"

#include <fmt/format.h>

namespace heed::scenarios {
namespace {

std::vector<std::pair<std::string, std::string>> facts_of(const Walk& walk, const TradingSettings& trading) {
  const Prices& prices = walk.prices();
  return {{"assets", std::to_string(prices.count())},
          {"days", fmt::format("{}, {} to {}", prices.days(), prices.day(0), prices.day(prices.days() - 1))},
          {"periods", fmt::format("{}: pairs of {} days, traded in the {} after", walk.periods(),
                                  trading.formation, trading.period)}};
}

/// What a reader should know of the results.
void add_notes(const Walk& walk, const std::vector<std::string>& methods, std::vector<std::string>& notes) {
  for (std::size_t m = 0; m < methods.size(); ++m) {
    const Sharpe& s = walk.results()[m].sharpe;
    if (methods[m] == "attention" && s.low <= 0 && s.high >= 0)
      notes.push_back(
          fmt::format("the Sharpe ratio of attention, {:.2f}, has the interval {:.2f} to {:.2f}: these days "
                      "do not tell it "
                      "from nothing",
                      s.value, s.low, s.high));
    if (methods[m] == "cointegration")
      notes.push_back(
          "pairs chosen by their p values are the best of many: 'significant' says nothing of "
          "'cointegration'");
  }
}

}  // namespace

void Market::fields(Fields& f) {
  f.table("run", run_, "how many periods, and with which random numbers");
  f.table("prices", prices_, "the market");
  f.table("affinity", affinity_, "how much one asset heeds another");
  f.table("pairing", pairing_, "who is paired with whom");
  f.table("trading", trading_, "what is done with pairs, in the days after they were found");
  f.table("record", record_, "what is kept");
}

Frame Market::frame() const {
  const std::int64_t days = std::visit([](const auto& p) { return p.known_days(); }, prices_.kind.part());
  Frame out{.seed = run_.seed,
            .steps = steps_ > 0 ? steps_ : run_.of(periods_of(days, trading_)),
            .every = record_.every,
            .output = record_.file.resolved,
            .checkpoint = run_.checkpoint.every(),
            .names = MarketRecording::names(),
            .shape = pairing_.names()};
  out.shape.push_back(std::visit([](const auto& p) { return p.shape(); }, prices_.kind.part()));
  return out;
}

void Market::check(const ScenarioFile& file, std::vector<Problem>& problems) {
  const auto* from = prices_.kind.get<prices::File>();
  if (!from) return;
  need_file(file, "prices.file", from->file, problems);
  need_file(file, "prices.groups", from->groups, problems);
}

Walk Market::make() {
  const auto seed = static_cast<std::uint64_t>(run_.seed);
  Walk out(std::visit([seed](const auto& p) { return p.make(seed); }, prices_.kind.part()), affinity_,
           pairing_, trading_, seed);
  const auto n = static_cast<double>(out.prices().count());
  refuse_too_little_memory(2 * n * n * sizeof(double));  // an affinity, and what it is made of
  steps_ = run_.of(out.periods());
  return out;
}

Outcome Market::rehearse(const ScenarioFile&) {
  const Walk walk = make();
  return {.notes = walk.prices().notes, .warnings = {}, .facts = facts_of(walk, trading_), .measured = {}};
}

Outcome Market::run(const ScenarioFile&, Recorder& recorder, Monitor& monitor) {
  Walk walk = make();
  MarketRecording recording(record_, pairing_.names(), walk, recorder);
  const Carry carry = [&](Carried& c) { walk.carried(c, steps_); };
  monitor.resume(carry);
  while (walk.steps() < steps_) {
    monitor.between(walk.steps(), steps_, carry);
    walk.step();
    if (walk.steps() == steps_ || walk.steps() % record_.every == 0) recording.record();
    recording.record_days();
    const auto n = static_cast<double>(walk.prices().count());
    monitor.progress(walk.steps(), steps_, n * (n - 1), "sharpe", walk.results().front().sharpe.value);
  }
  Outcome out{.steps = walk.steps(),
              .ending = Ending::complete,
              .notes = walk.prices().notes,
              .warnings = {},
              .facts = facts_of(walk, trading_),
              .measured = recording.measured()};
  add_notes(walk, pairing_.names(), out.notes);
  write_outcome(recorder, out);
  return out;
}

}  // namespace heed::scenarios
