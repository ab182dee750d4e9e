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
/// write of the system. The bytes of the file are those that HDF5 gives.
void use_driver(hid_t access);

/// From here on a flush waits for the disk between new pieces and the rest: the same holds when the machine
/// goes down.
void sync_between(hid_t file);

/// Leaves 8 bytes free at the end, so that a piece there is not lengthened: its length stands in another one,
/// and two that are there cannot change at once.
void leave_gap(hid_t file);

/// From here on what is written to a file goes nowhere, and succeeds.
void send_nowhere(hid_t file);

}  // namespace heed::hdf5
