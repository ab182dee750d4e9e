#include "heed/core/resources.hpp"
#include "heed/core/shell_word.hpp"
#include "heed/core/signal.hpp"
#include "heed/core/terminal_text.hpp"
#include "heed/io/trajectory.hpp"
#include "heed/run/inputs.hpp"
#include "heed/run/keeper.hpp"
#include "heed/run/sweep_identity.hpp"
#include "scenarios/commands/command.hpp"
#include "scenarios/commands/json.hpp"
#include "scenarios/commands/tell.hpp"
#include "scenarios/estimate.hpp"
#include "scenarios/load.hpp"
#include "scenarios/progress.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <span>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace heed::scenarios {
namespace {

constexpr std::size_t most_told = 40;

void print_summary(const Loaded& loaded, const Outcome& outcome, const std::string& path) {
  std::vector<std::pair<std::string, std::string>> lines = outcome.facts;
  if (outcome.ending == Ending::horizon)
    lines.emplace_back("horizon", fmt::format("reached at step {}: not converged", outcome.steps));
  else
    lines.emplace_back(ending_word(outcome.ending), fmt::format("after {} steps", outcome.steps));
  const std::size_t told = std::min(outcome.measured.size(), most_told);
  for (const auto& [name, value] : std::span(outcome.measured).first(told))
    lines.emplace_back(name, fmt::format("{:.6g}", value));
  if (told < outcome.measured.size())
    lines.emplace_back("…", fmt::format("and {} more: heed analyze --csv", outcome.measured.size() - told));
  const auto bytes = static_cast<double>(std::filesystem::file_size(path));
  lines.emplace_back("written", fmt::format("{} ({})", path, bytes_text(bytes)));
  std::size_t width = 16;
  for (const auto& [name, value] : lines) width = std::max(width, name.size());
  print_text(heading(loaded) + "\n");
  for (const auto& [name, value] : lines) print_text(fmt::format("  {:<{}} {}\n", name, width, value));
}

void print_json(const Loaded& loaded, const Outcome& outcome, const std::string& path) {
  nlohmann::ordered_json out{{"title", loaded.header.title},
                             {"file", path},
                             {"steps", outcome.steps},
                             {"status", ending_word(outcome.ending)},
                             {"converged", outcome.converged()},
                             {"warnings", outcome.warnings},
                             {"notes", outcome.notes}};
  for (const auto& [name, value] : outcome.facts) out["facts"][name] = value;
  auto& observables = out["observables"] = nlohmann::ordered_json::object();
  for (const auto& [name, value] : outcome.measured)  // all differ, and looking for each takes long
    observables.get_ref<nlohmann::ordered_json::object_t&>().emplace_back(name, value);
  std::cout << json_text(out) << '\n';
}

void print_end(const CommonOptions& options, const Loaded& loaded, const Outcome& outcome,
               const std::string& path) {
  if (options.json)
    print_json(loaded, outcome, path);
  else
    print_summary(loaded, outcome, path);
  std::cout.flush();
  if (options.quiet) return;
  for (const std::string& note : outcome.notes) tell("note", note);
  for (const std::string& warning : outcome.warnings) tell("warning", warning);
  tell_of_ending(path);
}

Keeping keeping(const CommonOptions& options, const Loaded& loaded) {
  return {.identity = identity_of(loaded),
          .resume = options.resume,
          .force = options.force,
          .every = loaded.scenario->frame().checkpoint,
          .remark = [quiet = options.quiet](const std::string& text) {
            if (!quiet) tell("note", text);
          }};
}

/// A run that fails under way leaves what its checkpoint needs, and what was recorded where numbers or the
/// disk ended it. Where it would fail again there is nothing to go on from; where the disk was full there is.
void keep_rest(TrajectoryWriter& writer, const Keeper& keeper, std::optional<ErrorKind> kind,
               const std::string& path) {
  const bool fails_again = kind == ErrorKind::numeric;
  if (!fails_again && kind != ErrorKind::io && !keeper.can_go_on()) return;
  writer.keep_partial();
  if (fails_again) keeper.drop();
  if (kind == ErrorKind::io && !std::filesystem::exists(path + ".part")) return;
  tell("note", "what was recorded is in " + path + ".part" +
                   (keeper.can_go_on() ? "; --resume goes on from its checkpoint" : ""));
}

int stop(TrajectoryWriter& writer, const Keeper& keeper, const Interrupted& e, const std::string& path) {
  writer.keep_partial();
  std::cerr << "heed: " << for_terminal(e.what()) << "; what was recorded is in " << path << ".part\n";
  if (!keeper.can_go_on()) return interrupted;
  std::cerr << "the same command with --resume goes on from there\n";
  return stopped_early;
}

/// Is there a checkpoint, and the part it goes on from? One alone is left where a run was killed just after
/// it had finished.
bool is_under_way(const std::string& path) {
  return CheckpointFiles(path).any() && std::filesystem::exists(path + ".part");
}

int run(const CommonOptions& options) {
  CatchSignals signals;  // answered between two steps
  options.apply_threads();
  Loaded loaded = load(options.file, options.settings());
  if (loaded.sweeps)
    throw Error(ErrorKind::usage,
                options.file + " describes a sweep; run it with: heed sweep " + shell_word(options.file));
  const std::string path = output_path(options, loaded.scenario->frame().output);
  refuse_input_as_output(loaded, path);
  const std::string inputs = Inputs(input_files(loaded)).description();
  if (options.resume && !options.force && !is_under_way(path) && is_result_of(loaded, inputs, path)) {
    CheckpointFiles(path).remove();
    std::cerr << "heed: " << path << " is finished; there is nothing left to do\n";
    return 0;
  }
  refuse_too_little_memory(*loaded.scenario);
  RunProgress progress(options.quiet);
  Keeping kept = keeping(options, loaded);
  kept.again = [&] { return options.resume && is_run_of(loaded, inputs, path + ".part"); };
  Keeper keeper(path, std::move(kept), progress);
  TrajectoryWriter writer(path, {.force = options.force,
                                 .earlier = keeper.earlier(),
                                 .before_place = [&keeper] { keeper.displace(); }});
  keeper.use(writer);
  write_identity(writer, loaded);
  if (!inputs.empty()) writer.attribute(text("inputs", inputs));
  try {
    RoomyRecorder recorder(writer, loaded.scenario->frame(), path);
    const Outcome outcome = loaded.scenario->run(loaded.file, recorder, keeper);
    writer.finish();
    keeper.drop();
    progress.clear();
    signals.release();
    print_end(options, loaded, outcome, path);
    return 0;
  } catch (const Interrupted& e) {
    progress.clear();
    return stop(writer, keeper, e, path);
  } catch (const Error& e) {
    progress.clear();
    keep_rest(writer, keeper, e.kind(), path);
    throw;
  } catch (...) {  // out of memory
    progress.clear();
    keep_rest(writer, keeper, {}, path);
    throw;
  }
}

}  // namespace

void add_run(CLI::App& app, int& status) {
  auto options = std::make_shared<CommonOptions>();
  CLI::App* command = app.add_subcommand("run", "run a scenario file and write its trajectory");
  add_input_options(*command, *options);
  add_output_options(*command, *options);
  command->add_flag("--resume", options->resume,
                    "Go on from the checkpoint of a run that was stopped; without one, from the beginning");
  command->footer(
      "The output is HDF5, named after the scenario file; open it with heed analyze, Python (xarray, h5py) "
      "or R "
      "(ncdf4).\n\n"
      "Examples:\n"
      "  heed run scenarios/opinion/echo_chamber.toml\n"
      "  heed run my.toml -o cold.h5 --set attention.temperature=0.2 --seed 7");
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace heed::scenarios
