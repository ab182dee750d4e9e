#include "scenarios/commands/completion.hpp"

#include "heed/core/error.hpp"
#include "heed/core/parameters.hpp"
#include "heed/predict/law.hpp"
#include "scenarios/commands/help.hpp"
#include "scenarios/commands/settable.hpp"
#include "scenarios/load.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace heed::scenarios {
namespace {

/// The endings of files by the words that descriptions call them.
const std::vector<std::pair<const char*, std::vector<std::string>>> endings_of = {
    {"TOML", {"toml"}},
    {"HDF5", {"h5"}},
    {"HTML", {"html"}},
    {"network file", {"txt", "edges", "csv", "gml", "graphml", "graph", "mtx", "gz"}}};

bool begins(const std::string& word, const std::string& start) { return word.rfind(start, 0) == 0; }

/// What stands on the command line before the word that is completed.
struct Typed {
  const CLI::Option* awaiting = nullptr;  ///< the option whose value comes next
  std::vector<std::string> arguments;     ///< what is neither option nor value of one
};

const CLI::Option* option_called(const CLI::App& command, const std::string& word) {
  for (const CLI::Option* option : command.get_options())
    if (word.size() > 1 && word.front() == '-' && option->check_name(word)) return option;
  return nullptr;
}

Typed typed(const CLI::App& command, const std::vector<std::string>& words) {
  Typed out;
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    if (out.awaiting) {
      out.awaiting = nullptr;
    } else if (const CLI::Option* option = option_called(command, words[i])) {
      if (option->get_items_expected_max() > 0) out.awaiting = option;
    } else if (!begins(words[i], "-")) {
      out.arguments.push_back(words[i]);
    }
  }
  return out;
}

/// The parameters of the scenario file among the arguments, as it chooses them; else those of opinion
/// dynamics.
std::vector<Settable> settable_in(const std::vector<std::string>& arguments) {
  for (const std::string& file : arguments) try {
      std::vector<Problem> ignored;
      Header header;
      SweepSettings sweep;
      const auto scenario = fill(ScenarioFile::read(file, {}), header, sweep, ignored);
      return settable([&](Fields& f) { declare(f, header, *scenario, sweep); });
    } catch (const std::exception&) {
      continue;  // no scenario file, or not yet one
    }
  return settable(declaration(Header().scenario));
}

/// PATH= while the path is typed, then PATH=WORD.
std::vector<Candidate> settings(const std::string& begun, const std::vector<std::string>& arguments) {
  std::vector<Candidate> out;
  for (const Settable& s : settable_in(arguments)) {
    if (s.path == "base") continue;  // which only a file says
    if (!begins(begun, s.path + "="))
      out.push_back({s.path + "=", s.meaning});
    else
      for (const std::string& word : s.words) out.push_back({s.path + "=" + word, ""});
  }
  return out;
}

std::vector<Candidate> catalogue_names(const std::vector<heed::Catalogue>& more) {
  std::vector<Candidate> out{{"scenarios", ""}, {"theory", ""}};
  for (const heed::Catalogue& c : more) out.push_back({c.name, ""});
  for (const std::string& scenario : scenario_names())
    for (const Catalogue& c : catalogues(declaration(scenario)))
      if (std::none_of(out.begin(), out.end(), [&](const Candidate& known) { return known.word == c.name; }))
        out.push_back({c.name, ""});
  return out;
}

std::vector<Candidate> topic_names() {
  std::vector<Candidate> out{{"theory", ""}};
  for (const std::string& topic : topics(declaration(Header().scenario))) out.push_back({topic, ""});
  return out;
}

std::vector<Candidate> all_of(const std::vector<Kind>& kinds) {
  std::vector<Candidate> out;
  for (const Kind& kind : kinds) out.push_back({std::string(kind.name), std::string(kind.summary)});
  return out;
}

std::vector<Candidate> commands(const CLI::App& app) {
  std::vector<Candidate> out;
  for (const CLI::App* c : app.get_subcommands(nullptr))
    if (!c->get_group().empty()) out.push_back({c->get_name(), c->get_description()});
  return out;
}

std::vector<Candidate> option_names(const CLI::App& command) {
  std::vector<Candidate> out;
  for (const CLI::Option* o : command.get_options())
    if (o->nonpositional() && !o->get_group().empty()) out.push_back({o->get_name(), o->get_description()});
  return out;
}

/// What the value of an option, or an argument, may be.
Candidates values(const CLI::App& app, const CLI::Option& option, const std::string& begun,
                  const std::vector<std::string>& arguments, const std::vector<heed::Catalogue>& more) {
  Candidates out;
  const OptionText text = option_text(option);
  const std::string what = option.get_positional() ? option.get_name(true) : text.value;
  for (const std::string& word : allowed_words(option)) out.words.push_back({word, ""});
  if (!out.words.empty()) return out;
  if (what == "PATH=VALUE") return {settings(begun, arguments), false, {}};
  if (what == "CATALOGUE") return {catalogue_names(more), false, {}};
  if (what == "TOPIC") return {topic_names(), false, {}};
  if (what == "LAW") return {all_of(laws_of_theory()), false, {}};
  for (const heed::Catalogue& c : more)
    if (what == "FIGURE" && c.name == "figures") return {all_of(c.kinds), false, {}};
  if (what == "COMMAND") return {commands(app), false, {}};
  for (const char* file : {"FILE", "OUT", "DIR"})
    out.files = out.files || what.find(file) != std::string::npos;
  for (const auto& [word, endings] : endings_of)
    if (out.files && text.description.find(word) != std::string::npos)
      out.endings.insert(out.endings.end(), endings.begin(), endings.end());
  return out;
}

Candidates all(const CLI::App& app, const std::vector<std::string>& words,
               const std::vector<heed::Catalogue>& more) {
  const std::string& begun = words.back();
  if (words.size() == 1) return {begins(begun, "-") ? option_names(app) : commands(app), false, {}};
  const auto named = app.get_subcommands([&](const CLI::App* c) { return c->get_name() == words.front(); });
  if (named.empty()) return {};
  const CLI::App* command = named.front();
  const Typed before = typed(*command, words);
  const auto equals = begun.find('=');
  if (before.awaiting) return values(app, *before.awaiting, begun, before.arguments, more);
  if (begins(begun, "--") && equals != begun.npos) {
    const std::string name = begun.substr(0, equals);
    const CLI::Option* option = option_called(*command, name);
    if (!option) return {};
    Candidates out = values(app, *option, begun.substr(equals + 1), before.arguments, more);
    for (Candidate& c : out.words) c.word.insert(0, name + "=");
    return out;
  }
  if (begins(begun, "-")) return {option_names(*command), false, {}};
  const auto places = command->get_options([](const CLI::Option* o) { return o->get_positional(); });
  std::size_t at = before.arguments.size();
  if (!places.empty() && at >= places.size() && places.back()->get_expected_max() > 1) at = places.size() - 1;
  if (at < places.size()) return values(app, *places[at], begun, before.arguments, more);
  return {option_names(*command), false, {}};
}

}  // namespace

Candidates complete(const CLI::App& app, const std::vector<std::string>& words,
                    const std::vector<heed::Catalogue>& more) {
  Candidates out = all(app, words.empty() ? std::vector<std::string>{""} : words, more);
  const std::string begun = words.empty() ? "" : words.back();
  std::erase_if(out.words, [&](const Candidate& c) { return !begins(c.word, begun); });
  return out;
}

}  // namespace heed::scenarios
