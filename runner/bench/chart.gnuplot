# Draws report.data: a group of bars for each case, one for each tool. Set from outside: data, picture, tools.
set terminal svg size 1000,420 font "sans-serif,12" background "white"
set output picture
set style data histograms
set style histogram clustered gap 1
set style fill solid border -1
set logscale y
set ylabel "seconds (logarithmic)"
set grid ytics
set key outside top horizontal
set datafile missing "NaN"
plot for [column=2:tools + 1] data using column:xtic(1) title columnheader(column)
