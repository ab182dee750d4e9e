#pragma once
// How files get to the disk; included by hdf5*.cpp only.
#include <hdf5.h>

namespace heed::hdf5 {

/// Makes files opened with these settings be written so that a process killed at any moment leaves one that
/// opens and holds all up to the last flush.
///
/// HDF5 writes what describes a file (metadata) in the order of places, so that in the middle of a flush an
/// array can be longer than what is known of its chunks, or lie beyond the end that the file has by its own
/// account. Here values go to their place at once, where nothing refers to them yet; what describes them
/// waits for the end of the flush and is then written in an order in which everything is there before it is
/// referred to: new pieces, the superblock with the new end, the nodes of B-trees from the root down (one
/// that is split loses its second half last), and the rest, arrays with their lengths among it. Each is one
/// write of the system within one page: a write of several is cut where the process is killed between two. So
/// space is given out that no piece that is rewritten lies across the end of a page; the root group, which is
/// longer, is rewritten through a copy. What the bytes are HDF5 says, where they are this.
///
/// This holds for values that are added and for attributes of the file. A new array changes several pieces
/// that only hold together: see `go_on_in`.
void use_driver(hid_t access);

/// From here on a flush waits for the disk between new pieces and the rest: the same holds when the machine
/// goes down.
void sync_between(hid_t file);

/// While it lives, what is written as values waits for the end of the next flush: texts, of which only places
/// in heaps are written where the values belong; HDF5 writes the heaps when it is flushed.
class ValuesWait {
 public:
  explicit ValuesWait(hid_t object);
  ~ValuesWait();
  ValuesWait(const ValuesWait&) = delete;
  ValuesWait& operator=(const ValuesWait&) = delete;

 private:
  void* file_;
};

/// Goes on in the file at `path`, which is a copy; false when it cannot be opened.
bool go_on_in(hid_t file, const char* path);

/// From here on what is written to a file goes nowhere, and succeeds.
void send_nowhere(hid_t file);

}  // namespace heed::hdf5
