#include "heed/run/checkpoint.hpp"

#include "heed/core/error.hpp"
#include "heed/core/hash.hpp"
#include "heed/core/text_file.hpp"
#include "heed/io/disk.hpp"
#include "heed/io/trajectory.hpp"
#include "heed/run/kept_state.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <sstream>
#include <system_error>

#include <fmt/format.h>

namespace heed {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t format = 1;

/// What stands before the contents, in the byte order of the machine: on one of another order the format is
/// another.
struct Head {
  std::array<char, 16> mark{'h', 'e', 'e', 'd', ' ', 'c', 'h', 'e', 'c', 'k', 'p', 'o', 'i', 'n', 't', '\n'};
  std::uint64_t format = heed::format, size = 0, hash = 0;
};

template <class A, class B>
void carry_pairs(Carried& c, std::string_view name, std::vector<std::pair<std::string, A>>& pairs) {
  std::vector<std::string> names;
  std::vector<B> values;
  for (const auto& [key, value] : pairs) {
    names.push_back(key);
    values.push_back(value);
  }
  c.grows(name, names);
  c.grows(name, values);
  pairs.clear();
  for (std::size_t k = 0; k < std::min(names.size(), values.size()); ++k)
    pairs.emplace_back(std::move(names[k]), static_cast<A>(std::move(values[k])));
}

Carry contents(Checkpoint& checkpoint) {
  return [&checkpoint](Carried& c) {
    carry_pairs<std::string, std::string>(c, "identity", checkpoint.identity);
    c("step", checkpoint.step);
    carry_pairs<std::size_t, std::uint64_t>(c, "recorded", checkpoint.recorded);
    c("state", checkpoint.state);
  };
}

Checkpoint read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  Head head;
  const Head expected;
  in.read(reinterpret_cast<char*>(&head), sizeof head);
  if (!in || head.mark != expected.mark) throw Error(ErrorKind::data, "it is not a checkpoint of heed");
  if (head.format != format) throw Error(ErrorKind::data, "it is of another format");
  std::error_code ignored;
  if (fs::file_size(path, ignored) != sizeof head + head.size)
    throw Error(ErrorKind::data, "it is cut short");
  std::string kept(head.size, '\0');
  in.read(kept.data(), static_cast<std::streamsize>(kept.size()));
  if (!in || hash_of(kept) != head.hash) throw Error(ErrorKind::data, "it is damaged");
  Checkpoint out;
  give_back_state(kept, contents(out));
  return out;
}

bool is_whole(const fs::path& path) try {
  static_cast<void>(read(path));
  return true;
} catch (const Error&) {
  return false;
}

}  // namespace

std::string difference(const Identity& was, const Identity& is) {
  std::vector<std::string> all, texts;
  const auto find = [](const Identity& in, const std::string& name) {
    return std::find_if(in.begin(), in.end(), [&](const auto& pair) { return pair.first == name; });
  };
  for (const auto& [name, value] : is) {
    const auto old = find(was, name);
    if (old == was.end())
      all.push_back(fmt::format("{} was not there and is {}", name, value));
    else if (old->second != value && name.starts_with("the "))  // of a text: only that it differs can be told
      (name.starts_with("the text of") ? texts : all).push_back(name + " has changed");
    else if (old->second != value)
      all.push_back(fmt::format("{} was {} and is {}", name, old->second, value));
  }
  for (const auto& [name, value] : was)
    if (find(is, name) == is.end()) all.push_back(fmt::format("{} was {} and is gone", name, value));
  if (all.empty()) all = texts;  // the text as run says the parameters again
  return join_first(3, std::move(all));
}

CheckpointFiles::CheckpointFiles(const fs::path& output) : newest_(output) {
  newest_ += ".checkpoint";
  previous_ = aside_ = newest_;
  previous_ += ".previous";
  aside_ += ".new";
}

bool CheckpointFiles::any() const {
  std::error_code ignored;
  return fs::exists(newest_, ignored) || fs::exists(previous_, ignored) || is_whole(aside_);
}

std::optional<Checkpoint> CheckpointFiles::newest(
    const std::function<void(const std::string&)>& remark) const {
  std::error_code ignored;
  for (const fs::path& path : {newest_, previous_, aside_}) try {
      if (fs::exists(path, ignored)) return read(path);
    } catch (const Error& e) {
      remark(fmt::format("'{}' cannot be used: {}", path.string(), e.what()));
    }
  return std::nullopt;
}

void CheckpointFiles::keep(const Checkpoint& checkpoint) const {
  Checkpoint kept = checkpoint;
  const std::string text = keep_state(contents(kept));
  const Head head{.size = text.size(), .hash = hash_of(text)};
  const std::array<std::string_view, 2> pieces{
      std::string_view(reinterpret_cast<const char*>(&head), sizeof head), text};
  replace_file(newest_, previous_, pieces);
}

void CheckpointFiles::remove() const {
  std::error_code ignored;
  for (const fs::path& path : {newest_, previous_, aside_}) fs::remove(path, ignored);
}

void CheckpointFiles::refuse_foreign() const {
  const auto mark = Head{}.mark;
  if (!may_begin_with(aside_, {mark.data(), mark.size()}))
    throw Error(ErrorKind::usage,
                fmt::format("'{}' is in the way, and heed did not write it; move it away, choose another "
                            "name with -o, or allow overwriting with --force",
                            aside_.string()));
}

void refuse_recorded(const fs::path& output) {
  const fs::path part = output.string() + ".part";
  std::size_t places = 0;
  std::error_code ignored;
  if (fs::exists(part, ignored)) try {
      const TrajectoryReader recorded(part);
      for (const Axis& axis : recorded.axes())
        if (axis.grows) places = std::max(places, axis.length);
    } catch (const Error&) {  // there is nothing to be had from it
    }
  if (places > 0)
    throw Error(ErrorKind::usage,
                fmt::format("'{}' holds what a run recorded that did not end, at {}; look at it with heed "
                            "analyze, and move it away, choose another name with -o, or give it up with "
                            "--force",
                            part.string(), counted(static_cast<std::int64_t>(places), "time")));
}

void displace_run(const fs::path& output, bool force) {
  const CheckpointFiles files(output);
  const fs::path part = output.string() + ".part";
  std::error_code ignored;
  if (!files.any()) {
    if (!force) refuse_recorded(output);
    return;
  }
  const bool goes_on = fs::exists(part, ignored);
  if (goes_on) LockedFile(part, LockedFile::For::reading).release();
  if (goes_on && !force)
    throw Error(
        ErrorKind::usage,
        fmt::format("'{}' is there from a run that was stopped, which could not go on then: end it with "
                    "heed run … --resume, choose another name with -o, or give it up with --force",
                    files.path().string()));
  files.remove();
}

}  // namespace heed
