#include "heed/run/model.hpp"

#include "heed/core/error.hpp"

#include <algorithm>

namespace heed {
namespace {

template <class D> constexpr Turns turns_of() {
  if constexpr (requires { D::turns; })
    return D::turns;
  else
    return Turns::synchronous;
}

bool meets_mutually(const Choice<schedules::Catalogue>& schedule) {
  const auto* gossip = schedule.get<schedules::Gossip>();
  return gossip && gossip->mutual;
}

}  // namespace

Choice<schedules::Catalogue> DynamicsSettings::usual_schedule() const {
  switch (std::visit([]<class D>(const D&) { return turns_of<D>(); }, kind.part())) {
    case Turns::random_sequential: return schedules::RandomSequential{};
    case Turns::gossip: return schedules::Gossip{.mutual = false};
    case Turns::mutual_gossip: return schedules::Gossip{.mutual = true};
    case Turns::synchronous: break;
  }
  return schedules::Synchronous{};
}

std::string DynamicsSettings::refusal() const {
  if (!meets_mutually(schedule)) return "";
  const auto reason = std::visit(
      []<class D>(const D&) -> std::string_view {
        if constexpr (requires { D::not_mutual; })
          return D::not_mutual;
        else
          return "";
      },
      kind.part());
  if (reason.empty()) return "";
  return "dynamics '" + std::string(kind.kind()) + "' cannot meet mutually: " + std::string(reason) +
         "; set schedule = { kind = \"gossip\", mutual = false }";
}

Attention Model::settled_attention() const {
  Attention out = attention;
  std::visit([&out](const auto& d) { d.settle(out); }, dynamics.kind.part());
  return out;
}

std::vector<std::string> Model::settled_keys() const {
  return std::visit([](const auto& d) { return d.settles(); }, dynamics.kind.part());
}

Update Model::update() const {
  return std::visit([](const auto& d) { return d.update(); }, dynamics.kind.part());
}

template <class Real> std::unique_ptr<Response<Real>> Model::response() const {
  return std::visit([](const auto& d) { return response_of<Real>(d); }, dynamics.kind.part());
}

Domain Model::domain() const {
  return std::visit(
      []<class D>(const D& d) {
        if constexpr (requires { d.domain(); })
          return d.domain();
        else
          return Domain{};
      },
      dynamics.kind.part());
}

std::string Model::restless() const {
  return std::visit(
      []<class D>(const D& d) -> std::string {
        if constexpr (requires { d.restless(); })
          return d.restless();
        else
          return "";
      },
      dynamics.kind.part());
}

void Model::check(const Network& network) const {
  const bool defined_so = std::visit([]<class D>(const D&) { return turns_of<D>() == Turns::mutual_gossip; },
                                     dynamics.kind.part());
  if (!defined_so || !meets_mutually(dynamics.schedule)) return;
  for (const auto& mask : attention.masks)
    if (mask.get<masks::All>()) return;
  const Graph& graph = network.graph;
  for (Agent i = 0; i < graph.agents(); ++i)
    for (const Agent j : graph.hears(i))
      if (const auto back = graph.hears(j); !std::binary_search(back.begin(), back.end(), i))
        throw Error(ErrorKind::data, "dynamics '" + std::string(dynamics.kind.kind()) +
                                         "' moves both who meet, but agent " + std::to_string(i) +
                                         " hears agent " + std::to_string(j) +
                                         " and is not heard by it; use ties both ways, or set " +
                                         "dynamics.schedule = { kind = \"gossip\", mutual = false }");
}

template std::unique_ptr<Response<float>> Model::response() const;
template std::unique_ptr<Response<double>> Model::response() const;

}  // namespace heed
