#pragma once
#include "heed/core/choice.hpp"
#include "heed/core/duration.hpp"
#include "heed/core/fields.hpp"
#include "heed/core/random.hpp"
#include "heed/graph/order.hpp"
#include "heed/graphs.hpp"
#include "heed/graphs/common/size.hpp"
#include "heed/observables.hpp"
#include "heed/run/frame.hpp"

#include <array>
#include <chrono>
#include <optional>
#include <string>

namespace heed {

enum class Precision { float32, float64 };

/// How often a run keeps a checkpoint.
struct CheckpointInterval {
  std::string text = "10 min";

  /// Nothing: never, unless asked for.
  std::optional<std::chrono::nanoseconds> every() const { return duration_of(text); }
  void field(Fields& f) {
    f("checkpoint", text, any(),
      "how often a checkpoint is kept to go on from with --resume, such as \"10 min\", \"90 s\" or \"2 h\"; "
      "\"never\": only when asked for by a signal. It changes nothing in the output");
    f.require("checkpoint", text == "never" || every().has_value(),
              "'checkpoint' is '" + text +
                  "' but must be a time such as \"10 min\", \"90 s\" or \"2 h\", or "
                  "\"never\"");
  }
};

/// [run]: how long, how exactly, and with which random numbers.
struct RunSettings {
  std::int64_t seed = 1, steps = 1000, patience = 1;
  double tolerance = 1e-10;
  Precision precision = Precision::float64;
  Order order = Order::automatic;
  CheckpointInterval checkpoint;

  void fields(Fields& f) {
    static constexpr std::array<std::string_view, 2> precisions{"float32", "float64"};
    static constexpr std::array<std::string_view, 5> orders{"auto", "none", "cuthill_mckee", "degree",
                                                            "community"};
    f("seed", seed, between(0, static_cast<double>(largest_seed)), "seed of every random number of the run");
    f("steps", steps, between(1, 1e12), "the horizon: the run ends here at the latest");
    f("tolerance", tolerance, at_least(0),
      "the run has converged when no agent moves further than this in one step; 0 goes on to the horizon");
    f("patience", patience, at_least(1),
      "steps in a row that must stay within the tolerance; more for random dynamics");
    f.word("precision", precision, precisions, "the numbers of the state");
    f.word("order", order, orders,
           "how agents lie in memory while they are computed; it changes how long a step takes and nothing "
           "else");
    checkpoint.field(f);
  }
};

/// [graph]: where the network comes from.
struct GraphSettings {
  Choice<graphs::Catalogue> source = graphs::StochasticBlock{};
  bool largest_component = false;
  std::string community;

  void fields(Fields& f) {
    f.kinds(source, "generator, or file");
    f("largest_component", largest_component, any(), "keep only the largest (weakly) connected part");
    f("community", community, any(),
      "the column that says to which community an agent belongs; empty: the generator's own, or a column "
      "'community'");
  }
  /// How large it will be; zeros where only its file can tell.
  graphs::Size size() const;
  /// The network of these settings. O(N + E).
  Network make(std::uint64_t seed) const;
};

/// [record]: what is kept of a run.
struct RecordSettings {
  Path file;
  std::int64_t every = 1, opinions_every = 10, attention_every = 0, graph_every = 0;
  Keep opinions = Keep::all;
  bool graph = true;
  ChoiceList<observables::Catalogue> observables{observables::Variance{}, observables::Polarization{},
                                                 observables::Mean{}, observables::Bimodality{},
                                                 observables::Clusters{}};

  void fields(Fields& f) {
    static constexpr std::array<std::string_view, 3> keeps{"all", "last", "none"};
    f("file", file, any(),
      "where the output goes; empty: named after the scenario file, in the current folder");
    f.list("observables", observables, "what is measured");
    f("every", every, at_least(1), "steps between two measurements");
    f.word("opinions", opinions, keeps, "which opinions are kept: at every snapshot, at the end, none");
    f("opinions_every", opinions_every, at_least(1), "steps between two snapshots of the opinions");
    f("attention_every", attention_every, at_least(0),
      "steps between two snapshots of the attention weights on the ties of the graph; 0: none");
    f("graph", graph, any(), "keep the graph");
    f("graph_every", graph_every, at_least(0),
      "steps between two snapshots of the graph, where events change it; 0: the first graph only");
  }
};

}  // namespace heed
