#pragma once
#include "heed/core/choice.hpp"
#include "heed/events.hpp"
#include "heed/run/model.hpp"
#include "heed/run/scenario.hpp"
#include "heed/run/settings.hpp"

#include <functional>

namespace heed::scenarios {

/// Opinions on a network: agents hear each other with weights softmax(score / temperature + bias) and move
/// towards what they hear. Every classical model of averaging is a setting of [attention] and [dynamics].
class Opinion final : public Scenario {
 public:
  std::string_view summary() const override { return "opinions on a network, moved by attention"; }
  void fields(Fields& f) override;
  Frame frame() const override;
  void keep_states(Keep keep) override { record_.opinions = keep; }
  void check(const ScenarioFile& file, std::vector<Problem>& problems) override;
  Outcome rehearse(const ScenarioFile& file) override;
  double least_memory() const override;
  double least_memory_to_look() const override;
  Outcome run(const ScenarioFile& file, Recorder& recorder, Monitor& monitor) override;
  std::optional<Setup> setup() const override;
  std::optional<Course> course(const ScenarioFile& file) const override;
  std::optional<Network> network() const override {
    return graph_.make(static_cast<std::uint64_t>(run_.seed));
  }

 private:
  /// `[[event]]`: what happens, before which step, and how often.
  struct Happening {
    std::int64_t step = 0, every = 0, until = 0;
    Choice<events::Catalogue> kind = events::Set{};

    void fields(Fields& f) {
      f("step", step, at_least(0), "it happens after this step is recorded and before the next one");
      f("every", every, at_least(0), "and again each so many steps; 0: once");
      f("until", until, at_least(0),
        "with every: not after this step; 0: to the end, and the run goes on to its horizon");
      f.require("until", until == 0 || until >= step, "'until' is before 'step'");
      f.kinds(kind, "what happens");
    }
    bool due(std::int64_t at) const {
      return at == step ||
             (every > 0 && at > step && (until == 0 || at <= until) && (at - step) % every == 0);
    }
    /// May it happen at this step or later?
    bool ahead(std::int64_t at) const { return at <= step || (every > 0 && (until == 0 || at <= until)); }
  };

  static Model remodel(const ScenarioFile& file, const std::vector<Setting>& settings,
                       std::vector<Problem>& problems);
  static std::function<Model(const std::vector<Setting>&)> remodelled(const ScenarioFile& file);
  static void happen(const PartList<Happening>& events, World& world, std::int64_t step);
  void check_events(const ScenarioFile& file, std::vector<Problem>& problems) const;
  static void check_settings(const std::vector<Setting>& settings, const Model& after,
                             std::vector<Problem>& problems);
  void check_events_fit(const Network& network) const;
  template <class Real>
  Outcome go(const ScenarioFile& file, Network network, Recorder& recorder, Monitor& monitor) const;
  bool more_events(std::int64_t step) const;

  RunSettings run_;
  GraphSettings graph_;
  Model model_;
  PartList<Happening> events_;
  RecordSettings record_;
};

}  // namespace heed::scenarios
