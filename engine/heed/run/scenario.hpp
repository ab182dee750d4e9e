#pragma once
#include "heed/core/carried.hpp"
#include "heed/core/error.hpp"
#include "heed/core/fields.hpp"
#include "heed/io/recorder.hpp"
#include "heed/io/scenario_file.hpp"
#include "heed/run/course.hpp"
#include "heed/run/frame.hpp"
#include "heed/run/setup.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace heed {

/// Goes along with a run: shows how far it is, and stops it. The engine prints nothing; the command shows a
/// line. A `Keeper` also sees to it that nothing is lost.
class Monitor {
 public:
  virtual ~Monitor() = default;
  /// Before the first step, when all is declared: puts what `carry` shows, and what is recorded, to where an
  /// earlier run was left. False: there is nothing to go on with, the run begins at its beginning.
  virtual bool resume(const Carry& /*carry*/) { return false; }
  /// Between two steps, when all that is due is recorded. `carry` shows what the steps so far leave for the
  /// next; a run that cannot say so shows nothing and cannot be gone on with.
  /// Throws Interrupted when someone asked to stop.
  virtual void between(std::int64_t step, std::int64_t steps, const Carry& carry = {});
  /// After `step` of `steps`; `pairs` were looked at in it. `figure` is a number worth a look, such as the
  /// variance.
  virtual void progress(std::int64_t /*step*/, std::int64_t /*steps*/, double /*pairs*/,
                        std::string_view /*name*/, double /*figure*/) {}
};

/// How a run ended: its horizon came before it had converged, it converged, or it did all there was to do.
enum class Ending : std::int8_t { horizon, converged, complete };

/// The word of an ending in files.
std::string_view ending_word(Ending ending);

/// What came of a run.
struct Outcome {
  std::int64_t steps = 0;
  Ending ending = Ending::horizon;
  std::vector<std::string> notes;     ///< what the reader should know of the network or the model
  std::vector<std::string> warnings;  ///< what a careful reader would object to
  std::vector<std::pair<std::string, std::string>> facts;  ///< of the network and the run, for the summary
  std::vector<std::pair<std::string, double>> measured;    ///< the observables at the end

  bool converged() const { return ending == Ending::converged; }
};

/// Writes how a run ended as attributes of its file: status, steps, converged, warnings.
void write_outcome(Recorder& recorder, const Outcome& outcome);

/// A scenario: a program with parameters that makes a network and a state, steps, and records. One folder of
/// scenarios/.
class Scenario {
 public:
  virtual ~Scenario() = default;
  virtual std::string_view summary() const = 0;
  virtual void fields(Fields& f) = 0;
  /// What commands and sweeps go by.
  virtual Frame frame() const = 0;
  /// Another choice of which states are kept: a sweep's own.
  virtual void keep_states(Keep keep) = 0;
  /// What must hold between parameters of different tables: adds to problems.
  virtual void check(const ScenarioFile& file, std::vector<Problem>& problems) = 0;
  /// Makes everything that a run needs and takes no step: finds what only the network or the data can tell.
  /// Throws Error (data).
  virtual Outcome rehearse(const ScenarioFile& file) = 0;
  /// Memory below which no run with the present parameters can do, in bytes, known before anything is made; 0
  /// where that is not known.
  virtual double least_memory() const { return 0; }
  /// The same of who makes its network and looks at the model, without a run that is recorded.
  virtual double least_memory_to_look() const { return least_memory(); }
  /// One run with the present parameters. `file` is what they came from.
  /// Throws Error (data, numeric), Interrupted between two steps when asked to stop.
  virtual Outcome run(const ScenarioFile& file, Recorder& recorder, Monitor& monitor) = 0;
  /// What theory looks at: model and network with the present parameters, where the scenario is one of
  /// opinions on a network. Throws Error (data).
  virtual std::optional<Setup> setup() const { return std::nullopt; }
  /// The network alone, without what opinions ask of it. Throws Error (data).
  virtual std::optional<Network> network() const { return std::nullopt; }
  /// The whole run, to make it again step by step, where the scenario is one of opinions on a network. `file`
  /// is what the present parameters came from. Throws Error (data).
  virtual std::optional<Course> course(const ScenarioFile& /*file*/) const { return std::nullopt; }
};

/// A scenario with the parameters of a file; problems are added.
using MakeScenario = std::function<std::unique_ptr<Scenario>(const ScenarioFile&, std::vector<Problem>&)>;

/// The files that runs with the present parameters read, each behind the parameter that names it.
std::vector<std::pair<std::string, std::string>> files_read(Scenario& scenario);

/// Throws Error (usage) where there is certainly too little memory for one run, which needs `least` bytes or
/// more, before anything is made.
void refuse_too_little_memory(double least);
void refuse_too_little_memory(const Scenario& scenario);

}  // namespace heed
