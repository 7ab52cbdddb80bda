<aside class="sidebar normal-side" aria-label="القائمة الجانبية">
<div class="widget tabs-widget"><ul class="tabs"><li>الأحدث</li><li>الأكثر تعليقا</li></ul><ul class="widget-posts-list"><?php
foreach (get_posts(['numberposts' => 5, 'orderby' => 'comment_count']) as $loved) {
    printf('<li class="widget-post-list"><a class="post-title" href="%s">%s</a><div class="post-meta">'
        . '<span class="date meta-item">%s</span></div></li>', esc_url(get_permalink($loved)), get_the_title($loved),
        get_the_date('', $loved));
} ?></ul></div>
<?php dynamic_sidebar('sidebar-1'); ?>
</aside>
