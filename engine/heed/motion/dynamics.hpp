#pragma once
#include "heed/attention/attention.hpp"
#include "heed/core/error.hpp"
#include "heed/motion/domain.hpp"
#include "heed/motion/motion.hpp"

#include <concepts>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace heed {

/// The order of moves a model is defined with, where a file names none.
enum class Turns { synchronous, random_sequential, gossip, mutual_gossip };

/// A dynamics says what heeding does to the state in one step. A classical model is a setting of attention,
/// so it also settles those settings that make it that model; `settles` names them, and a scenario file must
/// leave them alone. One file of the catalogue `dynamics`.
///
/// What it may say beside:
///
///     answer(hearing, stream, out), draws()   what an agent makes of what it hears (`Answers`)
///     Domain domain() const                   the opinions it is defined for; initial ones must be of them
///     static constexpr Turns turns            the order of moves it is defined with; else synchronous
///     static constexpr string_view not_mutual why two that meet cannot both move, where they cannot
///     string restless() const                 why it never comes to rest, or "": it then runs to its horizon
template <class D>
concept Dynamics = requires(const D d, Attention& attention) {
  { D::summary } -> std::convertible_to<std::string_view>;
  { D::settles() } -> std::same_as<std::vector<std::string>>;  // keys of [attention]
  { d.update() } -> std::same_as<Update>;
  d.settle(attention);
};

/// For a dynamics that has a bound of confidence of its own: throws Error (data) where a mask bounds too.
inline void refuse_bound(const Attention& attention, std::string_view dynamics) {
  for (const auto& mask : attention.masks)
    if (mask.get<masks::Bounded>())
      throw Error(ErrorKind::data,
                  std::string(dynamics) +
                      " bounds confidence itself: give dynamics.radius instead of a mask 'bounded'");
}

/// For a dynamics in which an agent hears one or a few of those within reach, all alike.
inline void draw_alike(Attention& attention) {
  attention.score = scores::Uniform{};
  attention.temperature = temperatures::Constant{1};
  attention.mode = Mode::sample;
}

/// A dynamics in continuous time: it makes a flow, and says how that goes through time. With θ from `update`
/// agents are pulled back too; α and σ play no part.
template <class D>
concept FlowDynamics = Dynamics<D> && requires(const D d, const FlowContext& context) {
  { d.pace } -> std::convertible_to<Pace>;
  { d.template flow<double>(context) } -> std::same_as<std::unique_ptr<Flow<double>>>;
  { d.template flow<float>(context) } -> std::same_as<std::unique_ptr<Flow<float>>>;
};

}  // namespace heed
