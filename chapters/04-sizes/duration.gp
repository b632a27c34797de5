# La loss des points neufs au fil des epochs, dans la disette.
height = 6.4
@canvas
table = results.'/during.tsv'
number(key) = system("awk '/^".key.":/ {print $2}' " \
    .results."/results.yaml") + 0
log2 = number('log2')
set lmargin 9; set rmargin 2; set tmargin 1
set logscale x
set xlabel 'epoch (échelle log)'
stats table using 1 name 'epoch' nooutput
set xrange [0.88 * epoch_min:1.13 * epoch_max]
set ylabel 'loss sur des points neufs' offset 0
set yrange [*<0.5:1.7<*] noextend
set key top left Left reverse
plot table using 1:3:4 with filledcurves lc rgb blue, \
     '' using 1:8:9 with filledcurves lc rgb orange, \
     '' using 1:2:xtic(1) with linespoints ls 1 \
         title sprintf('n_h = %d', int(number('narrow'))), \
     '' using 1:7 with linespoints ls 2 \
         title sprintf('n_h = %d', int(number('wide.nh'))), \
     log2 with lines ls 7 title 'un demi partout'
