#include "heed/run/design.hpp"

#include "heed/core/limits.hpp"
#include "heed/core/random.hpp"
#include "heed/core/text_file.hpp"
#include "heed/io/scenario_file.hpp"
#include "heed/io/table.hpp"
#include "heed/run/unit_cube.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace heed {
namespace {

constexpr std::array<std::string_view, 7> designs{"grid",   "zip", "latin_hypercube", "sobol", "saltelli",
                                                  "morris", "file"};

/// The last part of each path, or the whole path where two would be alike or clash with an axis.
std::vector<std::string> short_names(const std::vector<Swept>& parameters, std::vector<std::string> taken) {
  std::vector<std::string> out;
  for (const Swept& p : parameters) out.push_back(p.path.substr(p.path.rfind('.') + 1));
  const std::vector<std::string> short_ones = out;
  for (const char* name :
       {"seed", "time", "snapshot", "run", "point", "status", "steps", "message", "kind", "value"})
    taken.emplace_back(name);
  for (std::size_t k = 0; k < out.size(); ++k) {
    const bool twice = std::count(short_ones.begin(), short_ones.end(), short_ones[k]) > 1;
    if (!twice && std::find(taken.begin(), taken.end(), short_ones[k]) == taken.end()) continue;
    out[k] = parameters[k].path;
    std::replace(out[k].begin(), out[k].end(), '.', '_');
  }
  return out;
}

/// Is there room for so many points, each with a value of every parameter and a run with every seed?
bool fits(const Design& design, std::size_t points, std::vector<Problem>& problems) {
  const std::size_t parameters = design.parameters.size(), seeds = design.seeds.size();
  const bool more_seeds = seeds >= parameters;
  if (points <= static_cast<std::size_t>(limit::runs) / std::max(parameters, seeds)) return true;
  problems.push_back(problem_said(
      design.parameters.front().where,
      fmt::format("{} points with {} each make more than {} {}", points,
                  more_seeds ? counted(static_cast<std::int64_t>(seeds), "seed")
                             : counted(static_cast<std::int64_t>(parameters), "parameter"),
                  limit::runs, more_seeds ? "runs" : "values"),
      more_seeds ? "take fewer points or a smaller sweep.seeds" : "take fewer points or parameters"));
  return false;
}

void grid(Design& design, std::vector<Problem>& problems) {
  constexpr auto most = static_cast<std::size_t>(limit::points);
  std::size_t count = 1;
  for (const Swept& p : design.parameters) {
    if (count > most / p.values.size()) {
      problems.push_back(problem_said(p.where, "the grid has more than " + std::to_string(most) + " points",
                                      "name fewer values, or take a design that fills the space with few "
                                      "points: latin_hypercube or sobol"));
      return;
    }
    count *= p.values.size();
  }
  if (!fits(design, count, problems)) return;
  for (std::size_t point = 0; point < count; ++point) {
    std::vector<std::string> values(design.parameters.size());
    std::size_t rest = point;
    for (std::size_t k = values.size(); k-- > 0;) {
      const auto& choices = design.parameters[k].values;
      values[k] = choices[rest % choices.size()];
      rest /= choices.size();
    }
    design.points.push_back(std::move(values));
  }
}

void zip(Design& design, std::vector<Problem>& problems) {
  const std::size_t count = design.parameters.front().values.size();
  for (const Swept& p : design.parameters)
    if (p.values.size() != count)
      problems.push_back(
          problem_said(p.where,
                       "'" + p.path + "' has " + std::to_string(p.values.size()) + " values but '" +
                           design.parameters.front().path + "' has " + std::to_string(count),
                       "a zip design takes the first with the first, the second with the second, …"));
  if (!problems.empty() || !fits(design, count, problems)) return;
  for (std::size_t point = 0; point < count; ++point) {
    auto& values = design.points.emplace_back();
    for (const Swept& p : design.parameters) values.push_back(p.values[point]);
  }
}

/// Points given as shares of each parameter's range.
void place(Design& design, const UnitPoints& points) {
  for (const std::vector<double>& shares : points) {
    auto& values = design.points.emplace_back();
    for (std::size_t k = 0; k < shares.size(); ++k) values.push_back(design.parameters[k].at(shares[k]));
  }
}

/// Each row of a table is a point; its header names the parameters.
void from_table(Design& design, const std::string& path) {
  const Table table = read_table(path);
  for (const std::string& name : table.header)
    design.parameters.push_back({.path = name, .where = path, .values = {}});
  design.points.resize(table.rows.size());
  for (const std::string& name : table.header) {
    const std::vector<std::string> column = table.texts(name);
    for (std::size_t point = 0; point < column.size(); ++point) design.points[point].push_back(column[point]);
  }
}

/// Is this the name of a place?
void check_path(const Swept& p, std::vector<Problem>& problems) {
  if (!is_key_path(p.path))
    problems.push_back(problem_said(p.where, "'" + p.path + "' is no place in a scenario file",
                                    "write names with dots between them, such as attention.temperature"));
}

/// Is this what the design takes: a range, or values?
void check(const Swept& p, DesignKind kind, std::vector<Problem>& problems) {
  const bool needs_range = kind != DesignKind::grid && kind != DesignKind::zip;
  if (needs_range && !p.has_range)
    problems.push_back(problem_said(p.where,
                                    "'" + p.path + "' has a list of values, but design '" +
                                        std::string(design_word(kind)) + "' needs a range",
                                    "write { from = 0.1, to = 10, scale = \"log\" }"));
  if (!needs_range && p.values.empty())
    problems.push_back(problem_said(p.where, "'" + p.path + "' has a range without a 'count'", say_how_many));
}

/// The parameters that [sweep.over] names.
void read_parameters(Design& design, const SweepSettings& settings, std::vector<Problem>& problems) {
  std::size_t values = 0;
  for (const Setting& over : settings.over) {
    const std::size_t before = problems.size();
    design.parameters.push_back(read_swept(over, problems));
    check_path(design.parameters.back(), problems);
    if (problems.size() == before) check(design.parameters.back(), settings.design, problems);
    values += design.parameters.back().values.size();
    if (values <= static_cast<std::size_t>(limit::runs)) continue;
    problems.push_back(problem_said(
        over.where, fmt::format("the parameters have more than {} values", limit::runs), "name fewer"));
    break;
  }
}

/// The points of a design that is no table.
void fill(Design& design, const SweepSettings& settings, std::uint64_t seed, std::vector<Problem>& problems) {
  const auto count = static_cast<std::size_t>(settings.points);
  const std::size_t d = design.parameters.size();
  const auto placed = [&](std::size_t points, auto make) {
    if (fits(design, points, problems)) place(design, make());
  };
  switch (settings.design) {
    case DesignKind::grid: grid(design, problems); break;
    case DesignKind::zip: zip(design, problems); break;
    case DesignKind::latin_hypercube:
      placed(count, [&] { return latin_hypercube_points(d, count, seed); });
      break;
    case DesignKind::sobol: placed(count, [&] { return sobol_points(d, count); }); break;
    case DesignKind::saltelli: placed(count * (d + 2), [&] { return saltelli_points(d, count); }); break;
    case DesignKind::morris: placed(count * (d + 1), [&] { return morris_points(d, count, seed); }); break;
    case DesignKind::file: break;
  }
}

}  // namespace

void SweepSettings::fields(Fields& f) {
  static constexpr std::array<std::string_view, 3> keeps{"all", "last", "none"};
  f.word("design", design, designs,
         "which points: every combination, one with one, two ways to fill a space, two for sensitivity, or a "
         "table");
  f("seeds", seeds, between(1, 1e6),
    "replicates: each point runs with this many seeds, derived from run.seed");
  f("points", points, between(1, 1e7),
    "how many points, for latin_hypercube and sobol; rows of parameters + 2 points each, for saltelli; walks "
    "of "
    "parameters + 1 points each, for morris");
  f("file", file, any(), "where the output goes; empty: named after the sweep file, in the current folder");
  f("table", table, any(),
    "for design 'file': a table with a header of parameter paths and a row for each point");
  f.word("states", states, keeps,
         "which states (opinions, readings …) are kept of each run: all or the last, equally many in every "
         "run; or none");
  f("over", over, any(),
    "[sweep.over]: parameters by their place in the file, each a list or { from, to, count, scale, whole }");
}

bool Design::knows_horizons() const {
  return !horizons.empty() && std::find(horizons.begin(), horizons.end(), 0) == horizons.end();
}

std::vector<Setting> Design::settings(std::size_t run) const {
  std::vector<Setting> out;
  const auto& values = points[point(run)];
  for (std::size_t k = 0; k < parameters.size(); ++k)
    out.push_back({parameters[k].path, values[k], parameters[k].where});
  out.push_back({"run.seed", std::to_string(seed(run)), "--set run.seed"});
  return out;
}

std::string_view design_word(DesignKind kind) { return designs[static_cast<std::size_t>(kind)]; }

Design make_design(const SweepSettings& settings, std::uint64_t seed, std::vector<Problem>& problems,
                   const std::vector<std::string>& taken) {
  Design design;
  design.kind = settings.design;
  for (std::int64_t r = 0; r < settings.seeds; ++r)
    design.seeds.push_back(replicate_seed(seed, static_cast<std::uint64_t>(r)));
  if (settings.design == DesignKind::file) {
    from_table(design, settings.table.resolved);
    for (const Swept& p : design.parameters) check_path(p, problems);
    if (!problems.empty() || !fits(design, design.points.size(), problems)) design.points.clear();
    design.names = short_names(design.parameters, taken);
    return design;
  }
  read_parameters(design, settings, problems);
  design.names = short_names(design.parameters, taken);
  if (design.parameters.empty() || !problems.empty()) return design;
  fill(design, settings, seed, problems);
  return design;
}

}  // namespace heed
