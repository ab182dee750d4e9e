#include "heed/predict/conditions.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace heed {
namespace {

constexpr double most_pairs = 5e7;

bool anyone_stubborn(const Case& c) {
  for (Agent i = 0; i < c.network().agents(); ++i)
    if (c.stubbornness(i) > 0) return true;
  return false;
}

template <class M> bool has_mask(const Case& c) {
  const auto& masks = c.attention().masks;
  return std::any_of(masks.begin(), masks.end(),
                     [](const auto& m) { return m.template get<M>() != nullptr; });
}

std::string quoted(std::string_view word) { return "'" + std::string(word) + "'"; }

}  // namespace

Reason first_of(std::initializer_list<Reason> reasons) {
  for (const Reason& r : reasons)
    if (!r.empty()) return r;
  return {};
}

Reason unless_steady(const Case& c) {
  return c.changes().empty() ? "" : c.changes().front() + " changes the setting on the way";
}

Reason unless_averaging(const Case& c) {
  // A dynamics that is not named here may do anything; it brings laws of its own.
  static constexpr std::array<std::string_view, 4> averaging{"attention", "degroot", "friedkin_johnsen",
                                                             "hegselmann_krause"};
  const std::string_view kind = c.model().dynamics.kind.kind();
  if (std::find(averaging.begin(), averaging.end(), kind) == averaging.end())
    return "dynamics " + quoted(kind) + " is not averaging";
  return unless_steady(c);
}

Reason unless_hears_mean(const Case& c) {
  return c.attention().mode == Mode::mean ? "" : "agents hear one contact at a time (mode = \"sample\")";
}

Reason unless_fixed_weights(const Case& c) {
  if (Reason r = first_of({unless_averaging(c), unless_hears_mean(c)}); !r.empty()) return r;
  const Attention& a = c.attention();
  const bool looks =
      std::visit([]<class S>(const S&) { return ContentScore<S> && !std::is_same_v<S, scores::Uniform>; },
                 a.score.part());
  if (looks) return "score " + quoted(a.score.kind()) + " looks at opinions, so weights change with them";
  if (Reason r = unless_unbounded(c); !r.empty()) return r;
  const bool moves = std::visit(
      []<class T>(const T&) { return !TemperaturePerAgent<T> && !std::is_same_v<T, temperatures::Constant>; },
      a.temperature.part());
  if (moves) return "the temperature changes on the way";
  if (c.pairs() > most_pairs) return "too many pairs for a matrix of weights";
  return {};
}

Reason unless_synchronous(const Case& c) {
  const std::string_view kind = c.model().dynamics.schedule.kind();
  return kind == "synchronous" ? "" : "agents do not move at once (schedule " + quoted(kind) + ")";
}

Reason unless_gossip(const Case& c) {
  const auto& schedule = c.model().dynamics.schedule;
  return schedule.get<schedules::Gossip>()
             ? ""
             : "agents do not move one by one, each time a random one (schedule " + quoted(schedule.kind()) +
                   ")";
}

Reason unless_mean_kept(const Case& c) {
  const auto& schedule = c.model().dynamics.schedule;
  if (const auto* gossip = schedule.get<schedules::Gossip>())
    return gossip->mutual ? "both move when two meet" : "";
  return schedule.get<schedules::Synchronous>()
             ? ""
             : "in schedule " + quoted(schedule.kind()) + " the mean is not kept exactly";
}

Reason unless_unbounded(const Case& c) {
  return has_mask<masks::Bounded>(c) ? "mask 'bounded' looks at opinions, so weights change with them" : "";
}

Reason unless_quiet(const Case& c) { return c.update().noise > 0 ? "there is noise" : ""; }
Reason unless_noisy(const Case& c) { return c.update().noise > 0 ? "" : "there is no noise"; }
Reason unless_free(const Case& c) { return anyone_stubborn(c) ? "some agents are stubborn" : ""; }
Reason unless_stubborn(const Case& c) { return anyone_stubborn(c) ? "" : "no agent is stubborn"; }
Reason unless_moving(const Case& c) { return c.update().rate > 0 ? "" : "the rate is 0: no one moves"; }

Reason unless_one_class(const Case& c) {
  const int count = c.classes().count;
  if (count == 1) return {};
  return std::to_string(count) + " groups hear only themselves, so there is more than one consensus";
}

Reason unless_one_topic(const Case& c) {
  return c.model().opinions.topics.size() == 1 ? "" : "there is more than one topic";
}

Reason unless_one_temperature(const Case& c) {
  return c.temperature() ? "" : "the temperature is not one constant number";
}

Reason unless_similarity(const Case& c) {
  return c.attention().score.get<scores::Similarity>() ? "" : "the score is not 'similarity'";
}

Reason unless_everyone(const Case& c) {
  if (Reason r = unless_plain_ties(c); !r.empty()) return r;
  if (has_mask<masks::All>(c)) return {};
  const double n = c.agents();
  return c.pairs() >= n * (n - 1) ? "" : "not everyone hears everyone";
}

Reason unless_plain_ties(const Case& c) {
  if (c.attention().biases.size() > 0) return "there is a bias";
  for (const auto& mask : c.attention().masks)
    if (!mask.get<masks::All>() && !mask.get<masks::Neighbours>())
      return "mask " + quoted(mask.kind()) + " narrows or widens who is heard";
  return {};
}

}  // namespace heed
