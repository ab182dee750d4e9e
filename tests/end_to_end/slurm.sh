#!/bin/sh
# slurm.sh FOLDER SCRIPT: starts a Slurm cluster of this machine alone, with all it writes in FOLDER/slurm, runs SCRIPT by
# sh in FOLDER, and stops the cluster again. Exits as SCRIPT does, or with 77 where there is no cluster, and says why.
# No daemon is left, whatever happens; nothing outside FOLDER is touched; a user without rights can do it.
folder=$1 script=$2 host=$(uname -n | cut -d. -f1) user=$(id -un)
PATH=$PATH:/usr/sbin:/sbin

refuse() { echo "$1"; exit 77; }
stop() {
  for name in slurmd slurmctld munged; do
    [ -s "$folder/slurm/$name.pid" ] && pid=$(cat "$folder/slurm/$name.pid") && kill "$pid" 2>/dev/null || continue
    tries=0                                            # until it has written and taken away all it had
    while kill -0 "$pid" 2>/dev/null && [ $tries -lt 50 ]; do tries=$((tries + 1)); sleep 0.1; done
  done
}

for program in munged slurmctld slurmd sbatch squeue sinfo; do
  command -v $program >/dev/null || refuse "no Slurm here: $program is not installed (Debian: slurm-wlm, munge)"
done
mkdir -p "$folder/slurm/state" "$folder/slurm/spool" && cd "$folder/slurm" || exit 1
trap stop EXIT
trap 'exit 1' INT TERM HUP
(umask 077; head -c 1024 /dev/urandom > munge.key)
munged --force --key-file="$PWD/munge.key" --socket="$PWD/munge.socket" --pid-file="$PWD/munged.pid" \
  --log-file="$PWD/munged.log" --seed-file="$PWD/munge.seed" || refuse "no Slurm here: munged does not start"
port=$((20000 + $$ * 2 % 30000))
cat > slurm.conf <<END
ClusterName=heed
SlurmctldHost=$host(127.0.0.1)
SlurmUser=$user
SlurmdUser=$user
SlurmctldPort=$port
SlurmdPort=$((port + 1))
AuthType=auth/munge
AuthInfo=socket=$PWD/munge.socket
StateSaveLocation=$PWD/state
SlurmdSpoolDir=$PWD/spool
SlurmctldPidFile=$PWD/slurmctld.pid
SlurmdPidFile=$PWD/slurmd.pid
SlurmctldLogFile=$PWD/slurmctld.log
SlurmdLogFile=$PWD/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=batch_sched_delay=0,sched_interval=1
SlurmdParameters=config_overrides
NodeName=$host NodeAddr=127.0.0.1 CPUs=4 RealMemory=4000 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
END
export SLURM_CONF="$PWD/slurm.conf"
slurmctld && slurmd || refuse "no Slurm here: its daemons do not start"
tries=0
until sinfo -h -o %T 2>/dev/null | grep -q idle; do
  tries=$((tries + 1))
  [ $tries -lt 100 ] || refuse "no Slurm here: the node is not idle after 20 s"
  sleep 0.2
done
cd .. && sh "$script"
