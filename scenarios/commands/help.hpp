#pragma once
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace heed::scenarios {

/// No line of help is wider than this.
inline constexpr std::size_t help_width = 80;

/// Breaks a text at blanks into lines of at most `width` characters. A longer word is broken behind a
/// comma, or stands alone.
std::vector<std::string> wrapped(const std::string& text, std::size_t width);

/// An option as people read about it: "-o, --output" "FILE.h5" "where the output goes". What its checks allow
/// is a part of the description.
struct OptionText {
  std::string names, value, description;
};
OptionText option_text(const CLI::Option& option);

/// The options that a command cannot do without, each with the shortest of its names.
std::vector<OptionText> required_options(const CLI::App& command);

/// The words an option allows, where it allows only some.
std::vector<std::string> allowed_words(const CLI::Option& option);

/// The footer of a command: what is said in words, and the lines of its examples. The line
/// "Examples:", of heed itself "Start here:", begins them.
struct Footer {
  std::vector<std::string> words, examples;
};
Footer footer_of(const CLI::App& command);

/// The layout of `--help`: names on the left, what they mean on the right, wrapped to 80 columns.
class HelpFormatter final : public CLI::Formatter {
 public:
  HelpFormatter();
  std::string make_description(const CLI::App* app) const override;
  std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override;
  std::string make_usage(const CLI::App* app, std::string name) const override;
  std::string make_option_usage(const CLI::Option* option) const override;
  std::string make_option(const CLI::Option* option, bool is_positional) const override;
  std::string make_subcommand(const CLI::App* sub) const override;
  std::string make_footer(const CLI::App* app) const override;
};

}  // namespace heed::scenarios
