#include "analysis/notes.hpp"

#include "analysis/sweep_report.hpp"
#include "heed/core/terminal_text.hpp"

#include <ostream>

namespace heed::analysis {

void write_notes(const std::vector<std::string>& notes, std::ostream& out, const std::string& before) {
  for (const std::string& note : notes) out << "heed: note: " << before << for_terminal(note) << '\n';
}

void write_remarks(const std::vector<Results>& files, std::ostream& out) {
  for (const Results& file : files)
    write_notes(file.is_sweep() ? sweep_remarks(file) : file.warnings, out,
                files.size() > 1 ? file.file + ": " : "");
}

}  // namespace heed::analysis
